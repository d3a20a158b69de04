#!/bin/bash
# up.sh FOLDER BINARIES: a Kubernetes of its own on 127.0.0.1, with four nodes that only say that they run what they are
# given. BINARIES holds etcd, kube-apiserver, kube-controller-manager, kube-scheduler, kwok and its stage-fast.yaml.
set -euo pipefail
[ $# -eq 2 ] || { sed -n 2,3p "$0"; exit 2; }
folder=$(mkdir -p "$1" && cd "$1" && pwd) binaries=$(cd "$2" && pwd)
port=${PORT:-26443} etcd=$((${PORT:-26443} + 1))
cd "$folder"
umask 077

start() { # name program words...
  local name=$1
  shift
  setsid "$@" >"$name.log" 2>&1 </dev/null &
  echo $! >"$name.pid"
}
until_answers() { # name command words...
  local name=$1
  shift
  until "$@" >/dev/null 2>&1; do
    kill -0 "$(cat "$name.pid")" || { tail -5 "$name.log"; exit 1; }
    sleep 0.2
  done
}

openssl req -x509 -newkey rsa:2048 -nodes -days 7 -subj /CN=lab -addext subjectAltName=IP:127.0.0.1,IP:10.96.0.1 \
  -keyout server.key -out server.crt 2>/dev/null
openssl genrsa -out accounts.key 2048 2>/dev/null
token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
echo "$token,admin,admin,system:masters" >tokens.csv
cat >kubeconfig <<EOF
{apiVersion: v1, kind: Config, current-context: lab, contexts: [{name: lab, context: {cluster: lab, user: admin}}],
 clusters: [{name: lab, cluster: {server: 'https://127.0.0.1:$port', certificate-authority: $folder/server.crt}}],
 users: [{name: admin, user: {token: $token}}]}
EOF
export KUBECONFIG=$folder/kubeconfig

start etcd "$binaries/etcd" --data-dir etcd --unsafe-no-fsync --listen-client-urls "http://127.0.0.1:$etcd" \
  --advertise-client-urls "http://127.0.0.1:$etcd" --listen-peer-urls "http://127.0.0.1:$((port + 2))"
start apiserver "$binaries/kube-apiserver" --etcd-servers="http://127.0.0.1:$etcd" --bind-address=127.0.0.1 --secure-port="$port" \
  --advertise-address=127.0.0.1 --endpoint-reconciler-type=none --service-cluster-ip-range=10.96.0.0/16 \
  --authorization-mode=Node,RBAC --tls-cert-file=server.crt --tls-private-key-file=server.key --token-auth-file=tokens.csv \
  --service-account-issuer=https://kubernetes.default.svc --service-account-key-file=accounts.key \
  --service-account-signing-key-file=accounts.key ${APISERVER_FLAGS:-}
until_answers apiserver kubectl get --raw /readyz
as_admin=(--kubeconfig=kubeconfig --authentication-kubeconfig=kubeconfig --authorization-kubeconfig=kubeconfig --leader-elect=false --bind-address=127.0.0.1)
start controllers "$binaries/kube-controller-manager" "${as_admin[@]}" --secure-port=$((port + 3)) \
  --service-account-private-key-file=accounts.key --root-ca-file=server.crt
start scheduler "$binaries/kube-scheduler" "${as_admin[@]}" --secure-port=$((port + 4))
start kwok "$binaries/kwok" --kubeconfig=kubeconfig --manage-all-nodes=true --node-lease-duration-seconds=40 --server-address="127.0.0.1:$((port + 5))" --config="$binaries/stage-fast.yaml"
for i in 0 1 2 3; do
  cat <<EOF
---
{apiVersion: v1, kind: Node, metadata: {name: node-$i, labels: {kubernetes.io/hostname: node-$i, topology.kubernetes.io/zone: zone-$((i % 2))}},
 status: {allocatable: &all {cpu: '8', memory: 16Gi, pods: '110'}, capacity: *all}}
---
{apiVersion: v1, kind: PersistentVolume, metadata: {name: disk-$i}, spec: {storageClassName: lab, capacity: {storage: 10Gi},
 accessModes: [ReadWriteOnce], hostPath: {path: /nowhere}}}
EOF
done | kubectl apply -f - >/dev/null
kubectl apply -f - >/dev/null <<EOF
{apiVersion: storage.k8s.io/v1, kind: StorageClass, provisioner: kubernetes.io/no-provisioner, volumeBindingMode: WaitForFirstConsumer,
 metadata: {name: lab, annotations: {storageclass.kubernetes.io/is-default-class: 'true'}}}
EOF
until_answers controllers kubectl get serviceaccount default
echo "export KUBECONFIG=$KUBECONFIG"

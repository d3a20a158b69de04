#!/bin/bash
# check.sh: applies overlays/local to the cluster of KUBECONFIG and looks at what becomes of it; ends at the first thing that does not hold.
set -euo pipefail
cd "$(dirname "$0")/../.."
overlay=deploy/k8s/overlays/local limit=--timeout=${LIMIT:-120s}
k() { kubectl -n onethread "$@"; }
fail() { echo "FAILED: $*"; exit 1; }
quietly() { # what: command... A warning is a fault.
  local what=$1 said
  shift
  said=$("$@" 2>&1) || fail "$what: $said"
  [[ $said != *[Ww]arning* ]] || fail "$what: $said"
  echo "ok: $what ($(wc -l <<<"$said") objects)"
}

secrets=$(mktemp) seen=$(mktemp)
trap 'rm -f "$secrets" "$seen"; kill ${watch:-} 2>/dev/null || true' EXIT
sh deploy/docker/make-env.sh "$secrets" >/dev/null
kubectl apply --server-side -f deploy/k8s/base/namespace.yaml
k create secret generic onethread-secrets --from-env-file="$secrets" --dry-run=client -o yaml | k apply -f - >/dev/null
for folder in deploy/k8s/base "$overlay"; do
  quietly "$folder is accepted" kubectl apply --server-side --validate=strict --dry-run=server -k "$folder"
done
quietly 'applied' kubectl apply --server-side --validate=strict -k "$overlay"
quietly 'applied again' kubectl apply --server-side --validate=strict -k "$overlay"
kubectl diff --server-side -k "$overlay" || fail 'applying it again changes something'

for workload in $(k get deployments,statefulsets -o name); do k rollout status "$workload" "$limit" >/dev/null || fail "$workload"; done
k wait --for=condition=complete job --all "$limit" >/dev/null || fail 'a job is not done'
! k get pods -o json | grep serviceAccountToken >/dev/null || fail 'a pod has a token of the cluster'
for service in $(k get services -o name); do
  k get endpointslices -l "kubernetes.io/service-name=${service#service/}" -o jsonpath='{.items[*].endpoints[*].addresses}' | grep . >/dev/null ||
    fail "$service leads nowhere"
done
echo "ok: $(k get pods --no-headers | wc -l) pods run, every service leads to one, none has a token"

k scale deployment routing --replicas=3
k rollout status deployment routing "$limit" >/dev/null
[ "$(k get pdb routing -o jsonpath='{.status.currentHealthy}/{.status.desiredHealthy}/{.status.disruptionsAllowed}')" = 3/2/1 ] || fail 'the budget of routing'

kubectl -n onethread get deployment routing --watch -o jsonpath='{.status.availableReplicas}{"\n"}' >"$seen" &
watch=$!
k set image deployment routing process=onethread/routing:0.1.1
k rollout status deployment routing "$limit" >/dev/null
kill "$watch"
while read -r available; do
  [ "$available" -ge 3 ] || fail "$available pods of routing serve while they are replaced"
done <"$seen"
echo "ok: a new image comes pod by pod, never with fewer than 3 ($(wc -l <"$seen") states seen)"

nodes=$(kubectl get nodes -o name)
kubectl drain $nodes --ignore-daemonsets --delete-emptydir-data --pod-selector=app.kubernetes.io/name=routing --timeout=20s >"$seen" 2>&1 && fail 'all of routing was evicted'
grep -q "would violate the pod's disruption budget" "$seen" || fail "$(cat "$seen")"
[ "$(k get pdb routing -o jsonpath='{.status.currentHealthy}')" = 2 ] || fail 'the budget of routing is not kept'
kubectl uncordon $nodes >/dev/null
k rollout status deployment routing "$limit" >/dev/null
kubectl drain node-0 --ignore-daemonsets --delete-emptydir-data "$limit" >/dev/null 2>&1 || fail 'node-0 cannot be drained'
for workload in $(k get deployments,statefulsets -o name); do k rollout status "$workload" "$limit" >/dev/null || fail "$workload"; done
kubectl uncordon node-0 >/dev/null
echo 'ok: one pod of routing goes at a time, a node can be emptied'

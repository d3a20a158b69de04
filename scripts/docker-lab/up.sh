#!/bin/bash
# up.sh FOLDER NAMESPACE: a Docker engine of its own in its own network namespace, with FOLDER/docker.sock as its socket.
# Its containers reach the outside through slirp4netns only, and no private network at all. Needs root and
#   apt-get install docker.io docker-compose debootstrap iptables slirp4netns
set -euo pipefail
[ $# -eq 2 ] || { sed -n 2,4p "$0"; exit 2; }
folder=$(mkdir -p "$1" && cd "$1" && pwd) namespace=$2
inside=(nsenter --net="/run/netns/$namespace")

ip netns add "$namespace"
"${inside[@]}" ip link set lo up
setsid slirp4netns --configure --mtu=1400 --cidr=10.212.0.0/24 --disable-host-loopback --netns-type=path --ready-fd=3 \
  "/run/netns/$namespace" tap0 3>"$folder/slirp.ready" >"$folder/slirp.log" 2>&1 </dev/null &
echo $! >"$folder/slirp.pid"
until [ -s "$folder/slirp.ready" ]; do sleep 0.05; done

# The machine's own resolver may sit in a private network; nothing else there is reached.
resolver=$(awk '/^nameserver/{print $2; exit}' /etc/resolv.conf)
"${inside[@]}" ip route add "$resolver/32" via 10.212.0.2
for network in 10.0.0.0/8 172.16.0.0/12 192.168.0.0/16; do "${inside[@]}" ip route add unreachable "$network"; done

setsid "${inside[@]}" dockerd -H "unix://$folder/docker.sock" --data-root "$folder/data" --exec-root "$folder/exec" \
  --pidfile "$folder/pid" --bip 10.210.0.1/24 --default-address-pool base=10.211.0.0/16,size=24 \
  --storage-driver=overlay2 >"$folder/log" 2>&1 </dev/null &
until curl -fs --unix-socket "$folder/docker.sock" http://docker/_ping >/dev/null 2>&1; do sleep 0.1; done
echo "export DOCKER_HOST=unix://$folder/docker.sock"
echo "# published ports: nsenter --net=/run/netns/$namespace curl http://localhost:8080/"

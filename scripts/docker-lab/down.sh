#!/bin/bash
# down.sh FOLDER NAMESPACE: ends the engine that up.sh started; images and volumes stay in FOLDER/data.
set -euo pipefail
[ $# -eq 2 ] || { sed -n 2p "$0"; exit 2; }
folder=$1 namespace=$2
engine=$(cat "$folder/pid")
kill "$engine"
while kill -0 "$engine" 2>/dev/null; do sleep 0.1; done
kill "$(cat "$folder/slirp.pid")"
umount "$folder/exec/netns/default" 2>/dev/null || true
ip netns del "$namespace"

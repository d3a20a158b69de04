#!/bin/bash
# down.sh FOLDER: ends what up.sh started; FOLDER keeps logs and data.
set -euo pipefail
[ $# -eq 1 ] || { sed -n 2p "$0"; exit 2; }
for name in kwok scheduler controllers apiserver etcd; do
  process=$(cat "$1/$name.pid")
  kill "$process" 2>/dev/null || continue
  while kill -0 "$process" 2>/dev/null; do sleep 0.1; done
done

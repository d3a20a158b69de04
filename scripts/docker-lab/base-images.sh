#!/bin/bash
# base-images.sh FOLDER: makes, in the engine of DOCKER_HOST, the images that compose and the Dockerfile ask for, from
# Debian's, npm's, Maven's and PyPI's packages. For tests on this machine only: they are not the official images, and the
# MongoDB one holds a compatible server (GPL-2.0), so push none of them anywhere.
set -euo pipefail
[ $# -eq 1 ] || { sed -n 2,4p "$0"; exit 2; }
folder=$(mkdir -p "$1" && cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd) root=$(cd "$(dirname "$0")/../.." && pwd)
export DOCKER_BUILDKIT=0
# Empty: the one that debootstrap knows by itself.
mirror=${DEBIAN_MIRROR:-}

# The tag is read from where it is used, so that the lab's images are never others than those asked for.
compose_image() { sed -n "s|^[# ]*image: \($1:[^ ]*\).*|\1|p" "$root/docker-compose.yml" | head -1; }
node_image=$(sed -n 's/^ARG NODE_IMAGE=//p' "$root/deploy/docker/Dockerfile")
build() { # name tag context
  echo "== $2"
  docker build -q -t "$2" -f "$here/images/$1.Dockerfile" "$3"
}

if ! docker image inspect debian:bookworm-slim >/dev/null 2>&1; then
  [ -d "$folder/bookworm/etc" ] || debootstrap --variant=minbase --include=ca-certificates bookworm "$folder/bookworm" ${mirror:+"$mirror"}
  # The machine's certificates: its packages may come through a mirror that they vouch for.
  cp /etc/ssl/certs/ca-certificates.crt "$folder/bookworm/etc/ssl/certs/ca-certificates.crt"
  tar -C "$folder/bookworm" --exclude='./usr/share/doc/*' --exclude='./usr/share/man/*' --exclude='./usr/share/locale/*' \
    --exclude='./usr/share/info/*' --exclude='./var/lib/apt/lists/*' --exclude='./var/cache/apt/*' --exclude='./var/log/*' \
    --exclude='./dev/*' --exclude='./proc/*' --exclude='./sys/*' -c . |
    docker import -c 'CMD ["bash"]' - debian:bookworm-slim
fi

mkdir -p "$folder/node"
cp "$root/node_modules/node/bin/node" "$folder/node/node"
rm -rf "$folder/node/npm" && cp -r "$(dirname "$(realpath "$(command -v npm)")")/.." "$folder/node/npm"
build node "$node_image" "$folder/node"

if [ -z "${KAFKA_LIBS:-}" ]; then
  KAFKA_LIBS=$folder/kafka-libs
  mvn -B -q -f "$here/images/kafka-pom.xml" dependency:copy-dependencies -DoutputDirectory="$KAFKA_LIBS" -DincludeScope=runtime
fi
mkdir -p "$folder/kafka"
cp "$here/images/kafka-run.sh" "$folder/kafka/run"
rm -rf "$folder/kafka/libs" && cp -r "$KAFKA_LIBS" "$folder/kafka/libs"
build kafka "$(compose_image apache/kafka)" "$folder/kafka"

build mongo "$(compose_image mongo)" "$here/images"
build haproxy "$(compose_image haproxy)" "$here/images"
build prometheus "$(compose_image prom/prometheus)" "$here/images"
docker images

#!/bin/bash
# As the official image: KAFKA_A_B=v becomes the property a.b=v, CLUSTER_ID names the cluster, the storage is formatted once.
set -euo pipefail
properties=/tmp/kafka.properties
env | sed -n 's/^KAFKA_\([A-Z0-9_]*\)=/\1=/p' | grep -vE '^(HEAP_OPTS|OPTS|JMX_OPTS|JVM_PERFORMANCE_OPTS|LOG4J_OPTS)=' |
  while IFS='=' read -r name value; do
    echo "$(tr '[:upper:]_' '[:lower:].' <<<"$name")=$value"
  done >"$properties"
read -ra heap <<<"${KAFKA_HEAP_OPTS:--Xmx1g -Xms1g}"
java "${heap[@]}" -cp "/opt/kafka/libs/*" kafka.tools.StorageTool format --ignore-formatted -t "$CLUSTER_ID" -c "$properties"
exec java "${heap[@]}" -cp "/opt/kafka/libs/*" kafka.Kafka "$properties"

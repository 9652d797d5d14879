#!/usr/bin/env bash
# Runs a class of Kafka with the variables that the distribution's script knows: KAFKA_HEAP_OPTS, KAFKA_OPTS,
# KAFKA_JVM_PERFORMANCE_OPTS, KAFKA_LOG4J_OPTS, KAFKA_JMX_OPTS, LOG_DIR; with -loggc it keeps a log of garbage collections.
set -eu
logs=${LOG_DIR:-/opt/kafka/logs}
[ -d "$logs" ] || mkdir -p "$logs"
name=kafka
while true; do
  case "${1:-}" in
    -name) name=$2; shift 2 ;;
    -loggc) gc="-Xlog:gc*:file=$logs/$name-gc.log:time,tags:filecount=10,filesize=100M"; shift ;;
    *) break ;;
  esac
done
# shellcheck disable=SC2086
exec java ${KAFKA_HEAP_OPTS:--Xmx256M} ${KAFKA_JVM_PERFORMANCE_OPTS:--server -XX:+UseG1GC -XX:MaxGCPauseMillis=20 -Djava.awt.headless=true} \
  ${gc:-} ${KAFKA_JMX_OPTS:-} "-Dkafka.logs.dir=$logs" \
  ${KAFKA_LOG4J_OPTS:--Dlog4j2.configurationFile=/opt/kafka/config/tools-log4j2.yaml} ${KAFKA_OPTS:-} -cp "/opt/kafka/libs/*" "$@"

#!/usr/bin/env bash
# As the start script of the public image's base: JAVA_OPTS (or JAVA_OPTIONS) replaces the defaults, JAVA_OPTS_APPEND adds.
set -eu
cd /deployments
# shellcheck disable=SC2086
exec java ${JAVA_OPTS:-${JAVA_OPTIONS:-} -XX:MaxRAMPercentage=80.0 -XX:+UseParallelGC -XX:+ExitOnOutOfMemoryError} \
  ${JAVA_OPTS_APPEND:-} -cp . -jar /deployments/*-runner.jar "$@"

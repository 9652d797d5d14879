# The image of one module. After 'mvn package':
#   docker build --build-arg MODULE=streams-app --tag amurwatch/streams-app:0.1.0 .
# MODULE is producer, streams-app or consumer. JRE_IMAGE is any image with Java 17 or newer, bash and glibc (RocksDB has
# no other build).
ARG JRE_IMAGE=eclipse-temurin:17-jre
FROM ${JRE_IMAGE}

ARG MODULE
ARG VERSION=0.1.0

LABEL org.opencontainers.image.title="Amur Watch: ${MODULE}" \
      org.opencontainers.image.description="Event streaming that helps to save the Amur leopard" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.vendor="Amur Watch"

# Libraries change less often than our own code: layers of their own.
COPY ${MODULE}/target/lib/ /opt/amurwatch/lib/
COPY ${MODULE}/target/amurwatch-${MODULE}-${VERSION}.jar /opt/amurwatch/lib/
COPY LICENSE NOTICE /opt/amurwatch/
COPY deploy/image/java.options /opt/amurwatch/
COPY deploy/image/healthy /usr/local/bin/

USER root
# Files readable, whatever the umask of who built them; those that are stay as they are, for a changed file is stored twice.
RUN set -eu; \
    case "${MODULE}" in \
      producer)    main=org.amurwatch.producer.ProducerMain; port=; log=COMMAND ;; \
      streams-app) main=org.amurwatch.streams.StreamsMain;   port=9091; log=SERVICE ;; \
      consumer)    main=org.amurwatch.consumer.ConsumerMain; port=9090; log=SERVICE ;; \
      *) echo "MODULE must be producer, streams-app or consumer, not '${MODULE}'." >&2; exit 1 ;; \
    esac; \
    printf '%s\n' "-Damurwatch.log=$log" '-cp "/opt/amurwatch/lib/*"' "$main" >> /opt/amurwatch/java.options; \
    echo "$port" > /opt/amurwatch/health.port; \
    chmod 0755 /usr/local/bin/healthy; \
    find /opt/amurwatch -type f ! -perm 0644 -exec chmod 0644 {} +; \
    find /opt/amurwatch -type d ! -perm 0755 -exec chmod 0755 {} +; \
    mkdir -p /var/lib/amurwatch; \
    chown 10001:10001 /var/lib/amurwatch; \
    chmod 0750 /var/lib/amurwatch

# No more than two arenas: with one per thread, glibc keeps hundreds of megabytes that nobody uses.
ENV MALLOC_ARENA_MAX=2 \
    LANG=C.UTF-8 \
    AMURWATCH_STREAMS_STATE_DIR=/var/lib/amurwatch/streams \
    AMURWATCH_STREAMS_HTTP_HOST=0.0.0.0 \
    AMURWATCH_CONSUMER_HTTP_HOST=0.0.0.0

# A number, so that Kubernetes sees that it isn't root. All may be read-only but /var/lib/amurwatch (a volume) and /tmp,
# from which RocksDB's library must be allowed to run: --read-only --tmpfs /tmp:exec
USER 10001:10001
WORKDIR /var/lib/amurwatch
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["healthy"]
ENTRYPOINT ["java", "@/opt/amurwatch/java.options"]

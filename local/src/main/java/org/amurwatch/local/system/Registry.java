package org.amurwatch.local.system;

import java.util.List;
import java.util.Map;

/**
 * The schema registry of a local system: Apicurio on a database file of its own, so that it starts beside the broker, not
 * after it, and needs no Kafka client's memory. Ids of schemas stand in every record: each commit is written through
 * ({@code WRITE_DELAY=0}), so that an id once given is never given again.
 */
final class Registry {

    static final String NAME = "registry";

    private static final List<String> FLAGS = List.of("-Xmx96m", "-Xmn16m", "-XX:MaxMetaspaceSize=160m");

    private Registry() {}

    static ChildProcess start(StateFolder state, Ports ports) {
        return ChildProcess.start(
                NAME,
                JavaRuntime.command(
                        JavaRuntime.registryClassPath(), FLAGS, "io.quarkus.runner.GeneratedMain", List.of()),
                Map.ofEntries(
                        Map.entry("MALLOC_ARENA_MAX", "2"),
                        Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                        Map.entry("QUARKUS_HTTP_PORT", Integer.toString(ports.registry())),
                        Map.entry("QUARKUS_HTTP_ACCESS_LOG_ENABLED", "false"),
                        Map.entry("QUARKUS_OTEL_SDK_DISABLED", "true"),
                        Map.entry("QUARKUS_VERTX_EVENT_LOOPS_POOL_SIZE", "2"),
                        Map.entry("QUARKUS_THREAD_POOL_MAX_THREADS", "8"),
                        Map.entry("APICURIO_STORAGE_KIND", "sql"),
                        Map.entry("APICURIO_STORAGE_SQL_KIND", "h2"),
                        Map.entry("APICURIO_DATASOURCE_JDBC_INITIAL_SIZE", "1"),
                        Map.entry("APICURIO_DATASOURCE_JDBC_MIN_SIZE", "1"),
                        Map.entry("APICURIO_DATASOURCE_JDBC_MAX_SIZE", "4"),
                        Map.entry(
                                "APICURIO_DATASOURCE_URL",
                                "jdbc:h2:file:" + state.registryDatabase() + ";WRITE_DELAY=0")),
                state.logs());
    }
}

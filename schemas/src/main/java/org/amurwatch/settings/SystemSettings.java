package org.amurwatch.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.amurwatch.avro.Purpose;

/**
 * Where the system is and how to reach it: the same for every command and service. See {@link Settings} for where values
 * come from.
 */
@ConfigMapping(prefix = "amurwatch")
public interface SystemSettings {

    /** Brokers, as host:port, comma-separated. */
    @WithDefault("127.0.0.1:9092")
    String bootstrapServers();

    /** The schema registry's Confluent-compatible API. */
    @WithDefault("http://127.0.0.1:9094/apis/ccompat/v7")
    String registryUrl();

    /**
     * What the system is for: ACTUAL, or EXERCISE. A system that is set to exercise takes EXERCISE for ACTUAL; what people
     * and devices send to it is marked EXERCISE.
     */
    @WithDefault("ACTUAL")
    Purpose purpose();

    /**
     * Folder of what the process needs to be let in: {@code ca.crt}, {@code producer.password} and so on. Without it, brokers
     * are spoken to in the clear, as on loopback, or as {@link #kafka()} says.
     */
    Optional<Path> securityFolder();

    /** More settings of every Kafka client, by their Kafka names (security, timeouts). */
    Map<String, String> kafka();

    /** Share of a broker's disk, 0 to 1, from which on new input is refused. */
    @WithDefault("0.95")
    double refuseInputAtDiskUsage();
}

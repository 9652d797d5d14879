package org.amurwatch.settings;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.amurwatch.failure.CommandFailure;

/**
 * Settings, and the one place that says which of two values wins: an option of the command line, then the environment
 * ({@code AMURWATCH_BOOTSTRAP_SERVERS} for {@code amurwatch.bootstrap-servers}), then the properties file
 * ({@code AMURWATCH_SETTINGS}, else {@code amurwatch.properties} in the working folder), then what the local system wrote
 * of itself ({@code .amurwatch/system.properties}, while {@code up} runs), then the default.
 */
public final class Settings {

    /** What {@code up} writes for the commands that are run from the same folder. */
    public static final Path LOCAL_SYSTEM = Path.of(".amurwatch", "system.properties");

    private Settings() {}

    /** Reads settings of one kind, such as {@link SystemSettings}. {@code options}: what the command line says. */
    public static <T> T read(Class<T> type, Map<String, String> options) {
        return read(type, options, System.getenv(), Path.of(""));
    }

    static <T> T read(Class<T> type, Map<String, String> options, Map<String, String> environment, Path workingFolder) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                // Or '$$' in a password would silently become '$'.
                .withDefaultValue("mp.config.property.expressions.enabled", "false")
                .withMapping(type)
                .withValidateUnknown(false)
                .withSources(new PropertiesConfigSource(options, "command line", 500))
                .withSources(new EnvConfigSource(environment, 400));
        Path file = workingFolder.resolve(environment.getOrDefault("AMURWATCH_SETTINGS", "amurwatch.properties"));
        if (environment.containsKey("AMURWATCH_SETTINGS") || Files.exists(file)) {
            builder.withSources(new PropertiesConfigSource(properties(file), file.toString(), 300));
        }
        Path localSystem = workingFolder.resolve(LOCAL_SYSTEM);
        if (Files.exists(localSystem)) {
            builder.withSources(new PropertiesConfigSource(properties(localSystem), localSystem.toString(), 200));
        }
        try {
            SmallRyeConfig config = builder.build();
            return config.getConfigMapping(type);
        } catch (RuntimeException e) {
            throw CommandFailure.usage("A setting can't be used: " + e.getMessage());
        }
    }

    private static Map<String, String> properties(Path file) {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw CommandFailure.usage("Can't read the settings file " + file + ": " + e.getMessage());
        }
        Map<String, String> map = new java.util.HashMap<>();
        properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
        return map;
    }
}

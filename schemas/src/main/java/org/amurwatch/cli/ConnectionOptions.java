package org.amurwatch.cli;

import java.util.HashMap;
import java.util.Map;
import org.amurwatch.security.Party;
import org.amurwatch.settings.Settings;
import org.amurwatch.settings.SystemSettings;
import org.amurwatch.topic.Connection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which every command finds the system; a picocli mixin. */
public final class ConnectionOptions {

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT,...",
            description = "Brokers (default: the system that 'up' runs from this folder).")
    private @Nullable String bootstrapServers;

    @Option(
            names = "--registry-url",
            paramLabel = "URL",
            description = "Schema registry (default: the system that 'up' runs from this folder).")
    private @Nullable String registryUrl;

    /** @param party who the command is to the brokers, where they ask */
    public Connection connect(Party party) {
        return new Connection(read(SystemSettings.class), party);
    }

    /** Settings of one kind, in which these options win over environment and files. */
    public <T> T read(Class<T> type) {
        Map<String, String> options = new HashMap<>();
        if (bootstrapServers != null) {
            options.put("amurwatch.bootstrap-servers", bootstrapServers);
        }
        if (registryUrl != null) {
            options.put("amurwatch.registry-url", registryUrl);
        }
        return Settings.read(type, options);
    }
}

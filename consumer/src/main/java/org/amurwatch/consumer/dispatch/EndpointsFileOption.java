package org.amurwatch.consumer.dispatch;

import java.nio.file.Path;
import java.util.Map;
import org.amurwatch.consumer.endpoint.EndpointsFile;
import org.amurwatch.settings.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which endpoints file a command reads; a picocli mixin. */
final class EndpointsFileOption {

    @Option(
            names = "--endpoints-file",
            paramLabel = "FILE",
            description = "The file (default: setting amurwatch.dispatch.endpoints-file).")
    private @Nullable Path file;

    /** The settings of dispatch, in which the option wins. */
    DispatchSettings settings() {
        return Settings.read(
                DispatchSettings.class,
                file == null ? Map.of() : Map.of("amurwatch.dispatch.endpoints-file", file.toString()));
    }

    EndpointsFile read() {
        return new EndpointsFile(settings().endpointsFile());
    }
}

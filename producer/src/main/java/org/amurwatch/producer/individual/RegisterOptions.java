package org.amurwatch.producer.individual;

import java.time.Clock;
import java.util.Map;
import java.util.function.BiFunction;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Connection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What the commands that correct the register share: the way to the system, and how they print. A picocli mixin. */
final class RegisterOptions {

    @Mixin
    private ConnectionOptions connection;

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    IndividualStore store(BiFunction<Connection, Clock, IndividualStore> stores, Clock clock) {
        return stores.apply(connection.connect(Party.PRODUCER), clock);
    }

    void print(CommandSpec spec, Map<String, ? extends @Nullable Object> result) {
        new Output(spec.commandLine().getOut(), format).object(result);
    }
}

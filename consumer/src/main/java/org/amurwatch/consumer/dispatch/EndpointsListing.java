package org.amurwatch.consumer.dispatch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.consumer.endpoint.Endpoint;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How endpoints are listed; a picocli mixin. */
final class EndpointsListing {

    private static final List<String> COLUMNS =
            List.of("name", "channel", "exercise", "confidential", "privateNetwork", "plainOverNetwork");

    @Mixin
    private EndpointsFileOption file;

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    void print(CommandSpec spec) {
        new Output(spec.commandLine().getOut(), format)
                .rows(
                        COLUMNS,
                        file.read().all().stream().map(EndpointsListing::row).toList());
    }

    private static Map<String, @Nullable Object> row(Endpoint endpoint) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("name", endpoint.name());
        row.put("channel", endpoint.destination().channel());
        row.put("exercise", endpoint.exercise());
        row.put("confidential", endpoint.confidential());
        row.put("privateNetwork", endpoint.privateNetwork());
        row.put("plainOverNetwork", endpoint.isPlainOverNetwork());
        return row;
    }
}

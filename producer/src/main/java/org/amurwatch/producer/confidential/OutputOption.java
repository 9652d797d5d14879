package org.amurwatch.producer.confidential;

import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The option of how results are written; a picocli mixin. */
public final class OutputOption {

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    Output of(CommandSpec spec) {
        return new Output(spec.commandLine().getOut(), format);
    }
}

package org.amurwatch.producer.reference;

import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Connection;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/**
 * How to reach the system and how to print: a picocli mixin for a command that lists when called by its bare name, and for
 * its subcommands. What stands before the subcommand holds for it too, unless it says otherwise.
 */
public final class ListingOptions {

    @Mixin
    private ConnectionOptions connection;

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat output;

    /** The connection of the command itself. */
    public Connection connect() {
        return connection.connect(Party.PRODUCER);
    }

    /** How the command itself prints. */
    public OutputFormat output() {
        return output;
    }

    /** The connection of a subcommand. {@code parents}: the same options of the command above it. */
    public Connection connect(CommandSpec spec, ListingOptions parents) {
        ParseResult given = spec.commandLine().getParseResult();
        boolean own = given.hasMatchedOption("--bootstrap-servers") || given.hasMatchedOption("--registry-url");
        return own ? connect() : parents.connect();
    }

    /** How a subcommand prints. */
    public OutputFormat output(CommandSpec spec, ListingOptions parents) {
        return spec.commandLine().getParseResult().hasMatchedOption("--output") ? output : parents.output;
    }
}

package org.amurwatch.consumer.dispatch;

import java.util.concurrent.Callable;
import org.amurwatch.failure.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code endpoints}: what the endpoints file holds, without an address or a secret; without a subcommand, the list. */
@Command(
        name = "endpoints",
        description =
                "Lists the endpoints of the endpoints file: names and how they are reached; no address, no secret.",
        mixinStandardHelpOptions = true,
        subcommands = {EndpointsCommand.List.class, TestEndpointCommand.class},
        footer = {
            "",
            "It reads the file of this machine, as dispatch does, and asks no broker: whether a recipient is revoked,",
            "  'recipients' says.",
            "Examples: ./amurwatch endpoints",
            "          ./amurwatch endpoints test north-phone"
        })
public final class EndpointsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private EndpointsListing listing;

    @Override
    public Integer call() {
        listing.print(spec);
        return ExitCode.DONE;
    }

    /** {@code endpoints list}: as {@code endpoints}. */
    @Command(
            name = "list",
            description = "Lists the endpoints of the endpoints file, as 'endpoints' alone does.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: ./amurwatch endpoints list --output json"})
    static final class List implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private EndpointsListing listing;

        @Override
        public Integer call() {
            listing.print(spec);
            return ExitCode.DONE;
        }
    }
}

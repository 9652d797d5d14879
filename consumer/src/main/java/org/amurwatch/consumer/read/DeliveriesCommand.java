package org.amurwatch.consumer.read;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code deliveries}: how far each alert has come to each endpoint; without a subcommand, their list. */
@Command(
        name = "deliveries",
        description = "Lists the deliveries of alerts to endpoints, oldest first: attempts, outcome, reason, times.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Outcomes: PENDING (an attempt is on its way), DELIVERED, RETRY and DEFERRED (will be tried again), FAILED,",
            "  GONE, EXPIRED.",
            "Examples: ./amurwatch deliveries --output json",
            "          ./amurwatch deliveries show 5f0c..."
        })
public final class DeliveriesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private DeliveryListing listing;

    @Override
    public Integer call() {
        return listing.print(spec);
    }
}

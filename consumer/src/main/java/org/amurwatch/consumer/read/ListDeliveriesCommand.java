package org.amurwatch.consumer.read;

import java.util.concurrent.Callable;
import org.amurwatch.cli.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code deliveries list}: as {@code deliveries}. */
@Command(
        name = "list",
        description = "Lists the deliveries of alerts to endpoints, oldest first, as 'deliveries' alone does.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: ./amurwatch deliveries list --endpoint north-phone"})
public final class ListDeliveriesCommand implements Callable<Integer>, Subcommand {

    @Spec
    private CommandSpec spec;

    @Mixin
    private DeliveryListing listing;

    @Override
    public String parent() {
        return "deliveries";
    }

    @Override
    public Integer call() {
        return listing.print(spec);
    }
}

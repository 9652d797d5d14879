package org.amurwatch.producer.answer;

import java.util.concurrent.Callable;
import org.amurwatch.avro.DeliveryOrderKind;
import org.amurwatch.cli.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code deliveries retry ID}: one that was given up, or waits, is tried again now. */
@Command(
        name = "retry",
        description =
                "Has a delivery tried again now, under its own id: one that was given up, or that waits for its next"
                        + " attempt. One that was delivered or is under way stays as it is.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: ./amurwatch deliveries retry 5f0c... --by duty-officer"})
public final class RetryDeliveryCommand implements Callable<Integer>, Subcommand {

    private final AnswerSystem system;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DeliveryOrders orders;

    public RetryDeliveryCommand() {
        this(AnswerSystem.live());
    }

    RetryDeliveryCommand(AnswerSystem system) {
        this.system = system;
    }

    @Override
    public String parent() {
        return "deliveries";
    }

    @Override
    public Integer call() {
        return orders.give(system, spec, DeliveryOrderKind.RETRY, null);
    }
}

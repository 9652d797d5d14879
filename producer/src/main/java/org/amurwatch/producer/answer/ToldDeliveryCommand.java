package org.amurwatch.producer.answer;

import java.util.concurrent.Callable;
import org.amurwatch.avro.DeliveryOrderKind;
import org.amurwatch.cli.Subcommand;
import org.amurwatch.failure.CommandFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code deliveries told ID}: it was read out, and so it is delivered. */
@Command(
        name = "told",
        description =
                "Says that a message was read out to somebody of the team, by radio or telephone: it is delivered.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: ./amurwatch deliveries told 5f0c... --to north-leader --by duty-officer"})
public final class ToldDeliveryCommand implements Callable<Integer>, Subcommand {

    private final AnswerSystem system;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DeliveryOrders orders;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "NAME",
            description = "Who was told: a call sign, a role or a pseudonym, never a person's name.")
    private String toldTo;

    public ToldDeliveryCommand() {
        this(AnswerSystem.live());
    }

    ToldDeliveryCommand(AnswerSystem system) {
        this.system = system;
    }

    @Override
    public String parent() {
        return "deliveries";
    }

    @Override
    public Integer call() {
        if (toldTo.isBlank() || toldTo.length() > 100) {
            throw CommandFailure.usage(
                    "--to has 1 to 100 characters: a call sign, a role or a pseudonym of whoever was told.");
        }
        return orders.give(system, spec, DeliveryOrderKind.TOLD, toldTo.strip());
    }
}

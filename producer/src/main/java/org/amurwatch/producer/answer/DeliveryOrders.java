package org.amurwatch.producer.answer;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.DeliveryOrder;
import org.amurwatch.avro.DeliveryOrderKind;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.event.StableId;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.publish.AcknowledgedRecord;
import org.amurwatch.producer.publish.LiveSink;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Topics;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** An order about one delivery: which one, and who gives it; a picocli mixin. */
final class DeliveryOrders {

    @Mixin
    private ConnectionOptions connection;

    @Parameters(index = "0", paramLabel = "ID", description = "Id of the delivery, as 'deliveries' lists it.")
    private String deliveryId;

    @Option(
            names = "--by",
            required = true,
            paramLabel = "ROLE",
            description = "Who says so: a role or a pseudonym, never a person's name.")
    private String by;

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat output;

    /**
     * Gives the order, and prints it once the brokers have it.
     *
     * @param toldTo of TOLD: a role or a pseudonym
     */
    int give(AnswerSystem system, CommandSpec spec, DeliveryOrderKind kind, @Nullable String toldTo) {
        String who = Choice.by(by);
        Connection connected = connection.connect(Party.PRODUCER);
        AlertDelivery delivery = system.records()
                .apply(connected)
                .find(Topics.DELIVERIES, known -> known.getDeliveryId().equals(deliveryId))
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.FAILED,
                        "There is no delivery '" + deliveryId
                                + "': './amurwatch deliveries' lists those of the last 30 days."));
        Instant now = Instant.ofEpochMilli(system.clock().millis());
        DeliveryOrder order = DeliveryOrder.newBuilder()
                .setOrderId(StableId.of(deliveryId, kind.name(), who, now.toString()))
                .setDeliveryId(deliveryId)
                .setTeamId(delivery.getAlert().getTeamId())
                .setKind(kind)
                .setToldTo(toldTo)
                .setBy(who)
                .setAt(now)
                .build();
        try (LiveSink sink = system.sinks().apply(connected, system.clock())) {
            print(spec, order, delivery, sink.accept(Topics.DELIVERY_ORDERS, order.getTeamId(), order));
        }
        return ExitCode.DONE;
    }

    private void print(CommandSpec spec, DeliveryOrder order, AlertDelivery delivery, AcknowledgedRecord accepted) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("accepted", order.getOrderId());
        shown.put("delivery", order.getDeliveryId());
        shown.put("order", Choice.word(order.getKind()));
        shown.put("toldTo", order.getToldTo());
        shown.put("team", order.getTeamId());
        shown.put("endpoint", delivery.getEndpoint());
        shown.put("by", order.getBy());
        shown.put("at", order.getAt().toString());
        shown.put("topic", accepted.topic());
        shown.put("partition", accepted.partition());
        shown.put("offset", accepted.offset());
        new Output(spec.commandLine().getOut(), output).object(shown);
    }
}

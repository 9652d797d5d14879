package org.amurwatch.streams.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.DeliveryOrder;
import org.amurwatch.avro.DeliveryReceipt;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.Recipient;
import org.amurwatch.streams.reference.Recipients;
import org.amurwatch.streams.reference.ReferenceTopology;
import org.amurwatch.streams.reference.StoreIndex;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps {@link Deliveries} in stores, and sends attempts out.
 *
 * <p>Time is the machine's here, not decision time: attempts and their deadlines are about the real network, and a demo
 * that runs N times as fast has no network that is N times as fast.
 */
final class LedgerProcessor implements Processor<String, SpecificRecord, String, AlertDelivery> {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerProcessor.class);
    private static final Duration TURN = Duration.ofSeconds(1);
    private static final int MOST_PER_TURN = 500;

    private final DeliverySettings settings;
    private final StoreIndex<Recipient, Recipients> recipients;
    private @Nullable State state;

    LedgerProcessor(DeliverySettings settings, StoreIndex<Recipient, Recipients> recipients) {
        this.settings = settings;
        this.recipients = recipients;
    }

    private record State(
            ProcessorContext<String, AlertDelivery> context,
            Deliveries deliveries,
            Sensor alertsWithoutEndpoint,
            Sensor receiptsUnknown,
            Sensor ordersUnknown) {

        Instant now() {
            return Instant.ofEpochMilli(context.currentSystemTimeMs());
        }
    }

    @Override
    public void init(ProcessorContext<String, AlertDelivery> context) {
        LedgerRows rows = new LedgerRows(
                context.getStateStore(DeliveryTopology.LEDGER),
                context.getStateStore(DeliveryTopology.DUE),
                context.getStateStore(DeliveryTopology.ORDER));
        ReadOnlyKeyValueStore<String, Recipient> revoked = context.getStateStore(ReferenceTopology.RECIPIENTS_STORE);
        Deliveries deliveries = new Deliveries(
                new DeliveryLedger(settings),
                rows,
                new EndpointWatch(new EndpointRows(context.getStateStore(DeliveryTopology.ENDPOINTS)), settings),
                () -> recipients.of(revoked),
                delivery -> send(context, delivery));
        State opened = new State(
                context,
                deliveries,
                count(context, "alerts-without-endpoint"),
                count(context, "receipts-unknown"),
                count(context, "orders-unknown"));
        state = opened;
        context.schedule(TURN, PunctuationType.WALL_CLOCK_TIME, millis -> opened.deliveries()
                .turn(Instant.ofEpochMilli(millis), MOST_PER_TURN));
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        State opened = Objects.requireNonNull(state, "init comes first");
        if (record.value() instanceof PatrolAlert alert) {
            onAlert(opened, alert);
        } else if (record.value() instanceof DeliveryReceipt receipt) {
            if (!opened.deliveries().onReceipt(receipt, opened.now())) {
                opened.receiptsUnknown().record();
                LOG.debug("Receipt for delivery {}, which the ledger does not know.", receipt.getDeliveryId());
            }
        } else if (record.value() instanceof DeliveryOrder order) {
            if (!opened.deliveries().onOrder(order, opened.now())) {
                opened.ordersUnknown().record();
                LOG.warn("Order for delivery {}, which the ledger does not know.", order.getDeliveryId());
            }
        }
    }

    private static void onAlert(State opened, PatrolAlert alert) {
        if (alert.getEndpoints().isEmpty()) {
            opened.alertsWithoutEndpoint().record();
            LOG.warn(
                    "Nobody is told of alert {}: team {} has no endpoints. Add some with 'teams load'.",
                    alert.getAlertId(),
                    alert.getTeamId());
        }
        opened.deliveries().onAlert(alert, opened.now());
    }

    private static void send(ProcessorContext<String, AlertDelivery> context, AlertDelivery delivery) {
        // Stamped now: retention goes by the time of the record, and an alert put back late carries an old one.
        context.forward(new Record<>(delivery.getAlert().getTeamId(), delivery, context.currentSystemTimeMs()));
    }

    private static Sensor count(ProcessorContext<?, ?> context, String operation) {
        return context.metrics()
                .addRateTotalSensor("delivery", context.taskId().toString(), operation, Sensor.RecordingLevel.INFO);
    }
}

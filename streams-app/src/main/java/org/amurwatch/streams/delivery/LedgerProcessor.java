package org.amurwatch.streams.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.DeliveryReceipt;
import org.amurwatch.avro.DeliveryState;
import org.amurwatch.avro.PatrolAlert;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the rows of {@link DeliveryLedger} and their due times, and sends attempts out.
 *
 * <p>Time is the machine's here, not decision time: attempts and their deadlines are about the real network, and a demo
 * that runs N times as fast has no network that is N times as fast.
 */
final class LedgerProcessor implements Processor<String, SpecificRecord, String, AlertDelivery> {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerProcessor.class);
    private static final Duration TURN = Duration.ofSeconds(1);
    private static final int MOST_PER_TURN = 500;

    private final DeliveryLedger ledger;
    private @Nullable State state;

    LedgerProcessor(DeliveryLedger ledger) {
        this.ledger = ledger;
    }

    private record State(
            ProcessorContext<String, AlertDelivery> context,
            LedgerRows rows,
            Sensor alertsWithoutEndpoint,
            Sensor receiptsUnknown) {

        Instant now() {
            return Instant.ofEpochMilli(context.currentSystemTimeMs());
        }
    }

    @Override
    public void init(ProcessorContext<String, AlertDelivery> context) {
        LedgerRows rows = new LedgerRows(
                context.getStateStore(DeliveryTopology.LEDGER), context.getStateStore(DeliveryTopology.DUE));
        State opened =
                new State(context, rows, count(context, "alerts-without-endpoint"), count(context, "receipts-unknown"));
        state = opened;
        context.schedule(
                TURN, PunctuationType.WALL_CLOCK_TIME, millis -> fireDue(opened, Instant.ofEpochMilli(millis)));
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        State opened = Objects.requireNonNull(state, "init comes first");
        if (record.value() instanceof PatrolAlert alert) {
            onAlert(opened, alert);
        } else if (record.value() instanceof DeliveryReceipt receipt) {
            onReceipt(opened, receipt);
        }
    }

    private void onAlert(State opened, PatrolAlert alert) {
        if (alert.getEndpoints().isEmpty()) {
            opened.alertsWithoutEndpoint().record();
            LOG.warn(
                    "Nobody is told of alert {}: team {} has no endpoints. Add some with 'teams load'.",
                    alert.getAlertId(),
                    alert.getTeamId());
        }
        for (String endpoint : alert.getEndpoints()) {
            if (opened.rows().get(DeliveryLedger.deliveryId(alert.getAlertId(), endpoint)) == null) {
                apply(opened, null, ledger.open(alert, endpoint, opened.now()));
            }
        }
    }

    private void onReceipt(State opened, DeliveryReceipt receipt) {
        DeliveryState row = opened.rows().get(receipt.getDeliveryId());
        if (row == null) {
            opened.receiptsUnknown().record();
            LOG.debug("Receipt for delivery {}, which the ledger does not know.", receipt.getDeliveryId());
        } else {
            apply(opened, row, ledger.onReceipt(row, receipt, opened.now()));
        }
    }

    private void fireDue(State opened, Instant now) {
        for (DeliveryState row : opened.rows().due(now, MOST_PER_TURN)) {
            apply(opened, row, ledger.onDue(row, now));
        }
    }

    private static void apply(State opened, @Nullable DeliveryState before, DeliveryLedger.Step step) {
        DeliveryState after = step.row();
        opened.rows().replace(before, after);
        if (after != null && step.send()) {
            AlertDelivery delivery = after.getDelivery();
            // Stamped now: retention goes by the time of the record, and an alert put back late carries an old one.
            opened.context()
                    .forward(new Record<>(
                            delivery.getAlert().getTeamId(),
                            delivery,
                            opened.now().toEpochMilli()));
        }
    }

    private static Sensor count(ProcessorContext<?, ?> context, String operation) {
        return context.metrics()
                .addRateTotalSensor("delivery", context.taskId().toString(), operation, Sensor.RecordingLevel.INFO);
    }
}

package org.amurwatch.streams.delivery;

import static org.amurwatch.streams.delivery.Alerts.START;
import static org.amurwatch.streams.delivery.Alerts.alert;
import static org.amurwatch.streams.delivery.Alerts.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.avro.DeliveryReceipt;
import org.amurwatch.avro.DeliveryState;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.event.DeliveryId;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveryTopologyTest {

    private static final Duration LIFETIME = Duration.ofHours(2);
    private static final String ID = DeliveryId.of("alert", "phone");

    private final LedgerDriver all = new LedgerDriver(DeliverySettings.standard());
    private final TopologyTestDriver driver = all.driver;
    private final TestInputTopic<String, PatrolAlert> alerts = all.alerts;
    private final TestInputTopic<String, DeliveryReceipt> receipts = all.receipts;
    private final TestOutputTopic<String, AlertDelivery> deliveries = all.deliveries;
    private final KeyValueStore<String, DeliveryState> ledger = all.ledger;
    private final KeyValueStore<Bytes, byte[]> due = all.due;

    @AfterEach
    void close() {
        all.close();
    }

    private void assertEachRowIsDueOnce() {
        assertThat(due.approximateNumEntries()).isEqualTo(ledger.approximateNumEntries());
    }

    @Test
    void shouldSendOneDeliveryForEachEndpointAtOnceAndNoneForARepeat() {
        PatrolAlert alert = alert("alert", LIFETIME, "phone", "radio");
        alerts.pipeInput("team", alert, START.minus(Duration.ofDays(100)));

        List<TestRecord<String, AlertDelivery>> sent = deliveries.readRecordsToList();
        assertThat(sent).hasSize(2).allSatisfy(record -> {
            assertThat(record.key()).isEqualTo("team");
            assertThat(record.value().getAttempt()).isEqualTo(1);
            assertThat(record.value().getAlert()).isEqualTo(alert);
            assertThat(record.value().getNotAfter()).isEqualTo(START.plus(LIFETIME));
            assertThat(record.getRecordTime()).as("so that retention keeps it").isEqualTo(START);
        });
        assertThat(sent).extracting(record -> record.value().getEndpoint()).containsExactly("phone", "radio");

        alerts.pipeInput("team", alert);
        assertThat(deliveries.isEmpty()).isTrue();
        assertEachRowIsDueOnce();
    }

    @Test
    void shouldTryAgainUntilItIsDeliveredAndThenStaySilent() {
        alerts.pipeInput("team", alert("alert", LIFETIME, "phone"));
        receipts.pipeInput("team", receipt(ID, 1, DeliveryOutcome.RETRY));
        assertThat(deliveries.readValuesToList())
                .extracting(AlertDelivery::getAttempt)
                .containsExactly(1, 2);

        receipts.pipeInput("team", receipt(ID, 2, DeliveryOutcome.RETRY));
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(deliveries.isEmpty()).isTrue();
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(deliveries.readValuesToList()).singleElement().satisfies(delivery -> {
            assertThat(delivery.getAttempt()).isEqualTo(3);
            assertThat(delivery.getDeliveryId()).isEqualTo(ID);
        });

        receipts.pipeInput("team", receipt(ID, 3, DeliveryOutcome.DELIVERED));
        driver.advanceWallClockTime(Duration.ofDays(1));
        alerts.pipeInput("team", alert("alert", LIFETIME, "phone"));
        assertThat(deliveries.isEmpty()).isTrue();
        assertThat(ledger.get(ID).getOutcome()).isEqualTo(DeliveryOutcome.DELIVERED);

        driver.advanceWallClockTime(Duration.ofDays(15));
        assertThat(ledger.get(ID)).isNull();
        assertEachRowIsDueOnce();
    }

    @Test
    void shouldTryAgainWhereNoReceiptComes() {
        alerts.pipeInput("team", alert("alert", LIFETIME, "phone"));
        driver.advanceWallClockTime(Duration.ofSeconds(24));
        assertThat(deliveries.readValuesToList()).hasSize(1);

        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(deliveries.readValuesToList())
                .extracting(AlertDelivery::getAttempt)
                .containsExactly(2);
    }

    @Test
    void shouldGiveUpWhenItIsTooLate() {
        Duration lifetime = Duration.ofMinutes(10);
        alerts.pipeInput("team", alert("alert", lifetime, "phone"));
        // An attempt that went out in time may still be answered after it.
        for (int second = 0; second <= lifetime.toSeconds() + 25; second++) {
            driver.advanceWallClockTime(Duration.ofSeconds(1));
        }

        assertThat(ledger.get(ID).getOutcome()).isEqualTo(DeliveryOutcome.EXPIRED);
        assertThat(deliveries.readValuesToList())
                .hasSizeBetween(8, 12)
                .allSatisfy(delivery -> assertThat(delivery.getDeliveryId()).isEqualTo(ID));
    }

    @Test
    void shouldFireAtMostFiveHundredInATurn() {
        for (int i = 0; i < 700; i++) {
            alerts.pipeInput("team", alert("alert-" + i, LIFETIME, "phone"));
        }
        assertThat(deliveries.readValuesToList()).hasSize(700);

        driver.advanceWallClockTime(Duration.ofSeconds(25));
        assertThat(deliveries.readValuesToList()).hasSize(500);
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(deliveries.readValuesToList()).hasSize(200);
        assertEachRowIsDueOnce();
    }

    @Test
    void shouldCountAlertsWithoutEndpointsAndReceiptsOfUnknownDeliveries() {
        alerts.pipeInput("team", alert("alert", LIFETIME));
        receipts.pipeInput("team", receipt("unknown", 1, DeliveryOutcome.DELIVERED));

        assertThat(deliveries.isEmpty()).isTrue();
        assertThat(counted("alerts-without-endpoint-total")).isEqualTo(1.0);
        assertThat(counted("receipts-unknown-total")).isEqualTo(1.0);
        assertThat(ledger.approximateNumEntries()).isZero();
    }

    private double counted(String metric) {
        return driver.metrics().entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(metric)
                        && entry.getKey().group().equals("stream-delivery-metrics"))
                .mapToDouble(entry -> (double) entry.getValue().metricValue())
                .sum();
    }
}

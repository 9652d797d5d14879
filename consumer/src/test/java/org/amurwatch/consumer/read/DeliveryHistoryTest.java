package org.amurwatch.consumer.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.DeliveryOrder;
import org.amurwatch.avro.DeliveryOrderKind;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.avro.DeliveryReceipt;
import org.amurwatch.avro.Severity;
import org.amurwatch.consumer.dispatch.Alerts;
import org.junit.jupiter.api.Test;

class DeliveryHistoryTest {

    private static final Instant AT = Alerts.RECEIVED;

    private final DeliveryHistory history = new DeliveryHistory();

    @Test
    void shouldShowEachAttemptWithWhatBecameOfItInWhateverOrderTheyAreRead() {
        history.answered(receipt(1, DeliveryOutcome.RETRY, "503."));
        history.asked(attempt(2), AT.plusSeconds(2).toEpochMilli());
        history.asked(attempt(1), AT.toEpochMilli());
        history.answered(receipt(2, DeliveryOutcome.DELIVERED, null));
        history.asked(attempt(3), AT.plusSeconds(9).toEpochMilli());

        assertThat(history.rows())
                .extracting(row -> row.get("attempt") + " " + row.get("askedAt") + " " + row.get("outcome") + " "
                        + row.get("reason"))
                .containsExactly(
                        "1 2026-01-17T06:20:00Z RETRY 503.",
                        "2 2026-01-17T06:20:02Z DELIVERED null",
                        "3 2026-01-17T06:20:09Z null null");
        assertThat(history.progress().orElseThrow().outcome(AT)).isEqualTo("DELIVERED");
    }

    @Test
    void shouldShowBothAnswersToOneAttempt() {
        history.asked(attempt(1), AT.toEpochMilli());
        history.answered(receipt(1, DeliveryOutcome.RETRY, "Cut off."));
        history.answered(receipt(1, DeliveryOutcome.DELIVERED, null));

        assertThat(history.rows()).hasSize(2);
    }

    @Test
    void shouldShowWhoWasToldByWhom() {
        history.asked(attempt(1), AT.toEpochMilli());
        history.answered(receipt(1, DeliveryOutcome.LISTED, null));
        assertThat(history.progress().orElseThrow().outcome(AT)).isEqualTo("LISTED");

        history.ordered(order(DeliveryOrderKind.TOLD, "north-leader"));

        assertThat(history.progress().orElseThrow().outcome(AT)).isEqualTo("DELIVERED");
        assertThat(AlertRows.delivery(history.progress().orElseThrow(), AT).get("reason"))
                .isEqualTo("Told to north-leader by duty-officer.");
        assertThat(history.orderRows()).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("order", "TOLD")
                .containsEntry("toldTo", "north-leader"));
    }

    @Test
    void shouldTakeOneThatWasGivenUpAndIsTriedAgainForUnderWay() {
        history.asked(attempt(1), AT.toEpochMilli());
        history.answered(receipt(1, DeliveryOutcome.FAILED, "404."));
        assertThat(history.progress().orElseThrow().outcome(AT)).isEqualTo("FAILED");

        history.ordered(order(DeliveryOrderKind.RETRY, null));
        history.asked(attempt(2), AT.plusSeconds(60).toEpochMilli());

        assertThat(history.progress().orElseThrow().outcome(AT)).isEqualTo("PENDING");
    }

    @Test
    void shouldListWhatIsToBeReadOutWithItsWordsTheWorstFirst() {
        Deliveries deliveries = new Deliveries(10);
        for (int number = 1; number <= 3; number++) {
            AlertDelivery delivery = Alerts.delivery(
                    "radio",
                    number,
                    Alerts.alert("alert-" + number)
                            .setSeverity(number == 2 ? Severity.CRITICAL : Severity.WARNING)
                            .build());
            deliveries.add(delivery);
            deliveries.add(DeliveryReceipt.newBuilder(receipt(1, DeliveryOutcome.LISTED, null))
                    .setDeliveryId(delivery.getDeliveryId())
                    .build());
        }
        deliveries.add(DeliveryOrder.newBuilder(order(DeliveryOrderKind.TOLD, "north-leader"))
                .setDeliveryId(Alerts.delivery("radio", 3).getDeliveryId())
                .build());

        assertThat(ToReadCommand.rows(deliveries, AT))
                .extracting(row -> row.get("severity"))
                .containsExactly("CRITICAL", "WARNING");
        assertThat(ToReadCommand.rows(deliveries, AT).get(0).get("text"))
                .asString()
                .contains("Gunshot", "Kedrovaya Pad");
        assertThat(ToReadCommand.rows(deliveries, AT.plusSeconds(100_000)))
                .as("too late to be of use")
                .isEmpty();
    }

    private static DeliveryOrder order(DeliveryOrderKind kind, String toldTo) {
        return DeliveryOrder.newBuilder()
                .setOrderId("o-1")
                .setDeliveryId(Alerts.delivery("phone", 1).getDeliveryId())
                .setTeamId("north")
                .setKind(kind)
                .setToldTo(toldTo)
                .setBy("duty-officer")
                .setAt(AT)
                .build();
    }

    @Test
    void shouldKnowNothingOfAnUnknownOne() {
        assertThat(history.progress()).isEmpty();
        assertThat(history.rows()).isEmpty();
    }

    private static AlertDelivery attempt(int number) {
        return AlertDelivery.newBuilder(Alerts.delivery("phone", 1))
                .setAttempt(number)
                .build();
    }

    private static DeliveryReceipt receipt(int attempt, DeliveryOutcome outcome, String reason) {
        return DeliveryReceipt.newBuilder()
                .setDeliveryId(Alerts.delivery("phone", 1).getDeliveryId())
                .setAttempt(attempt)
                .setTeamId("north")
                .setEndpoint("phone")
                .setOutcome(outcome)
                .setReason(reason)
                .setAttemptedAt(AT)
                .setTookMillis(3)
                .build();
    }
}

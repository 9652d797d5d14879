package org.amurwatch.consumer.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.avro.DeliveryReceipt;
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

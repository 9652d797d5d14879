package org.amurwatch.consumer.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.avro.DeliveryReceipt;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.ResponseKind;
import org.amurwatch.consumer.dispatch.Alerts;
import org.amurwatch.consumer.incident.Incidents;
import org.junit.jupiter.api.Test;

class DeliveriesTest {

    private static final Instant NOW = Alerts.RECEIVED.plusSeconds(10);

    private final Deliveries deliveries = new Deliveries(100);

    private static AlertDelivery attempt(int attempt) {
        AlertDelivery delivery = Alerts.delivery("phone", 1);
        delivery.setAttempt(attempt);
        return delivery;
    }

    private static DeliveryReceipt receipt(int attempt, DeliveryOutcome outcome) {
        return DeliveryReceipt.newBuilder()
                .setDeliveryId(attempt(attempt).getDeliveryId())
                .setAttempt(attempt)
                .setTeamId("north")
                .setEndpoint("phone")
                .setOutcome(outcome)
                .setReason("attempt " + attempt)
                .setAttemptedAt(NOW)
                .setTookMillis(7)
                .build();
    }

    private String outcome(Instant now) {
        return deliveries.all().get(0).outcome(now);
    }

    @Test
    void shouldFollowADelivery() {
        deliveries.add(attempt(1));
        assertThat(outcome(NOW)).isEqualTo("PENDING");
        deliveries.add(receipt(1, DeliveryOutcome.RETRY));
        assertThat(outcome(NOW)).isEqualTo("RETRY");
        deliveries.add(attempt(2));
        assertThat(outcome(NOW)).isEqualTo("PENDING");
        deliveries.add(receipt(2, DeliveryOutcome.DELIVERED));
        assertThat(outcome(NOW)).isEqualTo("DELIVERED");
        assertThat(outcome(NOW.plusSeconds(999_999))).isEqualTo("DELIVERED");
    }

    @Test
    void shouldCountAsExpiredWhatWasNotDeliveredInTime() {
        deliveries.add(attempt(1));
        assertThat(outcome(attempt(1).getNotAfter())).isEqualTo("PENDING");
        assertThat(outcome(attempt(1).getNotAfter().plusMillis(1))).isEqualTo("EXPIRED");
        deliveries.add(receipt(1, DeliveryOutcome.DEFERRED));
        assertThat(outcome(attempt(1).getNotAfter().plusMillis(1))).isEqualTo("EXPIRED");
    }

    @Test
    void shouldSayTheSameWhateverTheOrderOfTheTopics() {
        long seed = new Random().nextLong();
        System.out.println("DeliveriesTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            Deliveries some = new Deliveries(100);
            List<Runnable> steps = new ArrayList<>();
            // The answer to the first attempt came after the ledger had tried again: it was delivered all the same.
            for (int i = 1; i <= 3; i++) {
                AlertDelivery attempt = attempt(i);
                DeliveryReceipt receipt = receipt(i, i == 1 ? DeliveryOutcome.DELIVERED : DeliveryOutcome.RETRY);
                steps.add(() -> some.add(attempt));
                steps.add(() -> some.add(receipt));
            }
            Collections.shuffle(steps, random);
            steps.forEach(Runnable::run);

            assertThat(some.all()).singleElement().satisfies(progress -> {
                assertThat(progress.delivery().getAttempt()).isEqualTo(3);
                assertThat(progress.outcome(NOW)).isEqualTo("DELIVERED");
            });
        }
    }

    @Test
    void shouldForgetTheOldest() {
        Deliveries few = new Deliveries(2);
        for (int i = 0; i < 5; i++) {
            few.add(Alerts.delivery("phone", i));
        }
        assertThat(few.all())
                .extracting(progress -> progress.delivery().getAlert().getAlertId())
                .containsExactly("alert-3", "alert-4");
    }

    @Test
    void shouldListAlertsWithTheirDeliveriesAndWithoutPlaces() {
        deliveries.add(attempt(1));
        deliveries.add(receipt(1, DeliveryOutcome.FAILED));

        PatrolAlert alert = Alerts.alert("alert-1").setIncidentId("khasan/a").build();
        Incident incident = Incidents.shot("a")
                .setAnswer(ResponseKind.ON_THE_WAY)
                .setAnsweredBy("north")
                .setAnsweredAt(Alerts.RECEIVED.plusSeconds(150))
                .build();

        List<Map<String, Object>> alerts =
                AlertRows.alerts(List.of(alert), deliveries, Map.of("khasan/a", incident), NOW, true);

        assertThat(alerts).singleElement().satisfies(row -> {
            assertThat(row.keySet()).containsExactlyElementsOf(AlertRows.ALERT_COLUMNS);
            assertThat(row).containsEntry("team", "north").containsEntry("kind", "GUNSHOT");
            assertThat(row)
                    .containsEntry("answer", "ON_THE_WAY")
                    .containsEntry("answeredBy", "north")
                    .containsEntry("minutesToAnswer", 2.5);
            assertThat(row.get("deliveries").toString()).contains("phone", "FAILED", "attempt 1");
            assertThat(row.toString()).doesNotContain("43.1");
        });
        assertThat(AlertRows.alerts(List.of(alert), deliveries, Map.of(), NOW, false)
                        .get(0))
                .containsEntry("deliveries", "phone: FAILED")
                .containsEntry("answer", null);
        assertThat(AlertRows.deliveries(deliveries, NOW)).singleElement().satisfies(row -> assertThat(row.keySet())
                .containsExactlyElementsOf(AlertRows.DELIVERY_COLUMNS));
    }
}

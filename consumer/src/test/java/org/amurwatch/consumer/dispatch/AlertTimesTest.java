package org.amurwatch.consumer.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.ResponseKind;
import org.junit.jupiter.api.Test;

class AlertTimesTest {

    private static final Instant AT = Alerts.RECEIVED;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AlertTimes times = new AlertTimes(registry);

    @Test
    void shouldMeasureEachStageByTerritoryAndChannel() {
        AlertDelivery delivery = delivery(1, "kedrovaya-pad");
        times.asked(delivery, "webhook", AT.plusMillis(80));
        times.sent(delivery, "webhook", AT.plusMillis(380));
        times.answered(answer("north", ResponseKind.ON_THE_WAY, AT.plusSeconds(120)));
        times.answered(answer("north", ResponseKind.ARRIVED, AT.plusSeconds(1_200)));

        assertThat(registry.scrape())
                .contains(bucket("received-to-decided", "kedrovaya-pad", "0.05") + " 0")
                .contains(bucket("received-to-decided", "kedrovaya-pad", "0.1") + " 1")
                .contains(bucket("decided-to-sent", "kedrovaya-pad", "0.2") + " 0")
                .contains(bucket("decided-to-sent", "kedrovaya-pad", "0.5") + " 1")
                .contains(bucket("sent-to-acknowledged", "kedrovaya-pad", "60.0") + " 0")
                .contains(bucket("sent-to-acknowledged", "kedrovaya-pad", "300.0") + " 1")
                .contains(bucket("sent-to-acknowledged", "kedrovaya-pad", "3600.0") + " 1");
    }

    @Test
    void shouldMeasureNothingButFirstMessages() {
        times.asked(change(1, alert -> alert.setSequence(2)), "webhook", AT);
        times.asked(change(2, alert -> alert.setMessage(AlertMessage.UPDATED)), "webhook", AT);
        times.asked(change(3, alert -> alert.setPurpose(Purpose.CANARY)), "webhook", AT);
        times.asked(AlertDelivery.newBuilder(delivery(4, "north")).setAttempt(2).build(), "webhook", AT);
        times.sent(delivery(5, "sent-before-this-process-began"), "webhook", AT);

        assertThat(registry.scrape()).doesNotContain("amurwatch_alert_time");
    }

    @Test
    void shouldCountARetryIntoTheTimeUntilItIsSent() {
        AlertDelivery delivery = delivery(1, "north");
        times.asked(delivery, "sms", AT);
        AlertDelivery second = AlertDelivery.newBuilder(delivery).setAttempt(2).build();
        times.asked(second, "sms", AT.plusSeconds(20));
        times.sent(second, "sms", AT.plusSeconds(21));

        assertThat(registry.scrape())
                .contains(
                        "amurwatch_alert_time_seconds_sum{channel=\"sms\",stage=\"decided-to-sent\",territory=\"north\"} 21.0");
    }

    @Test
    void shouldLeaveOutWhatTheCommandCentreSays() {
        AlertDelivery delivery = delivery(1, "north");
        times.asked(delivery, "webhook", AT);
        times.sent(delivery, "webhook", AT);
        times.answered(answer(null, ResponseKind.ACKNOWLEDGED, AT.plusSeconds(9)));
        times.answered(answer("north", ResponseKind.CLOSED, AT.plusSeconds(9)));

        assertThat(registry.scrape()).doesNotContain("sent-to-acknowledged");
    }

    @Test
    void shouldBoundTheSeriesWhateverTerritoriesThereAre() {
        for (int i = 0; i < AlertTimes.MOST_TERRITORIES + 20; i++) {
            times.asked(delivery(i, "territory-" + i), "webhook", AT);
            times.asked(delivery(1_000 + i, "outside/43." + i + ",131.4"), "webhook", AT);
        }

        assertThat(registry.scrape().lines().filter(line -> line.startsWith("amurwatch_alert_time_seconds_count")))
                .hasSize(AlertTimes.MOST_TERRITORIES + 2)
                .anyMatch(line -> line.contains("territory=\"(other)\"} 20"))
                .anyMatch(line -> line.contains("territory=\"(outside)\"} 70"));
    }

    private static String bucket(String stage, String territory, String atMost) {
        return "amurwatch_alert_time_seconds_bucket{channel=\"webhook\",stage=\"" + stage + "\",territory=\""
                + territory + "\",le=\"" + atMost + "\"}";
    }

    private static AlertDelivery delivery(int number, String territory) {
        return change(number, alert -> alert.setTerritoryId(territory));
    }

    private static AlertDelivery change(int number, java.util.function.Consumer<PatrolAlert.Builder> change) {
        PatrolAlert.Builder alert = Alerts.alert("alert-" + number).setIncidentId("primorye/1");
        change.accept(alert);
        return Alerts.delivery("phone", number, alert.build());
    }

    private static PatrolResponse answer(String team, ResponseKind kind, Instant at) {
        return PatrolResponse.newBuilder()
                .setResponseId("r")
                .setSectorId("primorye")
                .setIncidentId("primorye/1")
                .setTeamId(team)
                .setBy("ranger")
                .setKind(kind)
                .setAt(at)
                .build();
    }
}

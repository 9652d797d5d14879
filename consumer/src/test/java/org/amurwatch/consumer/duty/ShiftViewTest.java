package org.amurwatch.consumer.duty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.avro.DeliveryReceipt;
import org.amurwatch.avro.DutyShift;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.PrivateDetails;
import org.amurwatch.avro.ResponseKind;
import org.amurwatch.avro.Severity;
import org.amurwatch.consumer.dispatch.Alerts;
import org.amurwatch.consumer.incident.Incidents;
import org.amurwatch.consumer.read.DeliveryProgress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShiftViewTest {

    private static final Instant NOW = Incidents.TEN.plusSeconds(3_600);

    private final ShiftView view = new ShiftView(NOW);

    private static DutyShift shift(String id, String by, Instant start, @Nullable Instant end) {
        return DutyShift.newBuilder()
                .setShiftId(id)
                .setBy(by)
                .setStartAt(start)
                .setEndAt(end)
                .setEndedBy(end == null ? null : by)
                .build();
    }

    private static PrivateDetails note(String shift, String text) {
        return PrivateDetails.newBuilder()
                .setEventKey("shift/" + shift)
                .setNote(text)
                .build();
    }

    @Test
    void shouldSayWhoHasTheWatchAndWhatTheLastShiftLeft() {
        List<DutyShift> shifts = List.of(
                shift("a", "night", NOW.minusSeconds(90_000), NOW.minusSeconds(60_000)),
                shift("b", "day", NOW.minusSeconds(60_000), NOW.minusSeconds(600)),
                shift("c", "evening", NOW.minusSeconds(600), null));
        List<PrivateDetails> notes = List.of(note("a", "old"), note("b", "Snares at the spring."));

        assertThat(ShiftView.onDuty(shifts))
                .containsEntry("by", "evening")
                .containsEntry("since", NOW.minusSeconds(600).toString());
        assertThat(ShiftView.handOver(shifts, notes))
                .containsEntry("by", "day")
                .containsEntry("note", "Snares at the spring.");
        assertThat(ShiftView.handOver(shifts, List.of()))
                .as("the note is gone, that it was handed over is not")
                .containsEntry("note", null);
        assertThat(ShiftView.onDuty(List.of())).isNull();
        assertThat(ShiftView.handOver(List.of(), notes)).isNull();
    }

    @Test
    void shouldShowOpenIncidentsTheWorstAndUnansweredFirst() {
        Incident answered = Incidents.shot("answered")
                .setState(IncidentState.RESPONDING)
                .setAnswer(ResponseKind.ON_THE_WAY)
                .setAnsweredBy("north")
                .setAnsweredAt(Incidents.TEN.plusSeconds(240))
                .build();
        Incident unanswered = Incidents.shot("unanswered").build();
        Incident worst = Incidents.shot("worst").setSeverity(Severity.CRITICAL).build();
        Incident over = Incidents.shot("over").setState(IncidentState.RESOLVED).build();

        var rows = view.incidents(List.of(answered, unanswered, over, worst));

        assertThat(rows)
                .extracting(row -> row.get("incidentId"))
                .containsExactly("khasan/worst", "khasan/unanswered", "khasan/answered");
        assertThat(rows.get(0).keySet()).containsExactlyElementsOf(ShiftView.INCIDENT_COLUMNS);
        assertThat(rows.get(2))
                .containsEntry("ageMinutes", 60.0)
                .containsEntry("answeredBy", "north")
                .containsEntry("minutesToAnswer", 4.0);
        assertThat(rows.toString()).as("no exact place").doesNotContain("43.1");
    }

    @Test
    void shouldShowWhatReachedNobodySinceYesterday() {
        List<DeliveryProgress> deliveries = List.of(
                progress(1, DeliveryOutcome.DELIVERED, NOW.minusSeconds(60)),
                progress(2, DeliveryOutcome.GONE, NOW.minusSeconds(120)),
                progress(3, DeliveryOutcome.FAILED, NOW.minusSeconds(60)),
                progress(4, DeliveryOutcome.FAILED, NOW.minusSeconds(90_000)));

        var rows = view.failures(deliveries);

        assertThat(rows).extracting(row -> row.get("outcome")).containsExactly("FAILED", "GONE");
        assertThat(rows.get(0).keySet()).containsExactlyElementsOf(ShiftView.DELIVERY_COLUMNS);
    }

    private static DeliveryProgress progress(int number, DeliveryOutcome outcome, Instant at) {
        return new DeliveryProgress(
                Alerts.delivery("phone", number),
                DeliveryReceipt.newBuilder()
                        .setDeliveryId("alert-" + number + "|webhook|phone")
                        .setAttempt(1)
                        .setTeamId("north")
                        .setEndpoint("phone")
                        .setOutcome(outcome)
                        .setAttemptedAt(at)
                        .setTookMillis(5)
                        .build());
    }
}

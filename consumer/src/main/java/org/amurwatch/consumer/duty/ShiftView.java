package org.amurwatch.consumer.duty;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amurwatch.avro.DutyShift;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.PrivateDetails;
import org.amurwatch.avro.ReviewItem;
import org.amurwatch.avro.ReviewState;
import org.amurwatch.consumer.incident.IncidentStates;
import org.amurwatch.consumer.read.DeliveryProgress;
import org.amurwatch.consumer.read.Minutes;
import org.jspecify.annotations.Nullable;

/**
 * What whoever takes the watch must see, as tables and JSON have it. Holds no exact places.
 *
 * @param now from when ages are reckoned
 */
record ShiftView(Instant now) {

    static final List<String> INCIDENT_COLUMNS = List.of(
            "incidentId", "severity", "state", "ageMinutes", "territory", "answer", "answeredBy", "minutesToAnswer");
    static final List<String> REVIEW_COLUMNS =
            List.of("eventKey", "kind", "ageMinutes", "territory", "station", "incidentId");
    static final List<String> DELIVERY_COLUMNS =
            List.of("team", "endpoint", "outcome", "attempts", "incidentId", "reason", "attemptedAt");

    /** Those that somebody has to see to: what was told, or told to somebody else, is in none of them. */
    private static final Set<String> NOT_REACHED = Set.of("FAILED", "GONE", "EXPIRED");

    /** Older ones were the matter of the shift before. */
    private static final Duration FAILURES_SHOWN = Duration.ofHours(24);

    /** Who has the watch; null: nobody. */
    static @Nullable Map<String, @Nullable Object> onDuty(Collection<DutyShift> shifts) {
        Optional<DutyShift> present = shifts.stream()
                .filter(shift -> shift.getEndAt() == null)
                .max(Comparator.comparing(DutyShift::getStartAt).thenComparing(DutyShift::getShiftId));
        if (present.isEmpty()) {
            return null;
        }
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("by", present.get().getBy());
        row.put("since", present.get().getStartAt().toString());
        row.put("until", text(present.get().getPlannedUntil()));
        return row;
    }

    /** What the last shift that has ended left; null: none has ended, as far as is known. The note is gone after two weeks. */
    static @Nullable Map<String, @Nullable Object> handOver(
            Collection<DutyShift> shifts, Collection<PrivateDetails> notes) {
        Optional<DutyShift> last = shifts.stream()
                .filter(shift -> shift.getEndAt() != null)
                .max(Comparator.comparing((DutyShift shift) -> String.valueOf(shift.getEndAt())));
        if (last.isEmpty()) {
            return null;
        }
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("by", last.get().getBy());
        row.put("endedBy", last.get().getEndedBy());
        row.put("at", text(last.get().getEndAt()));
        row.put(
                "note",
                notes.stream()
                        .filter(note ->
                                note.getEventKey().equals("shift/" + last.get().getShiftId()))
                        .map(PrivateDetails::getNote)
                        .findFirst()
                        .orElse(null));
        return row;
    }

    /** Open ones, the worst first, then those that nobody has answered, then the oldest. */
    List<Map<String, @Nullable Object>> incidents(Collection<Incident> incidents) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        incidents.stream()
                .filter(IncidentStates::isOpen)
                .sorted(Comparator.comparing(Incident::getSeverity)
                        .reversed()
                        .thenComparing(incident -> incident.getAnsweredBy() != null)
                        .thenComparing(Incident::getOpenedAt)
                        .thenComparing(Incident::getIncidentId))
                .forEach(incident -> {
                    Map<String, @Nullable Object> row = new LinkedHashMap<>();
                    row.put("incidentId", incident.getIncidentId());
                    row.put("severity", incident.getSeverity().name());
                    row.put("state", incident.getState().name());
                    row.put("ageMinutes", Minutes.between(incident.getOpenedAt(), now));
                    row.put("territory", incident.getTerritoryId());
                    row.put(
                            "answer",
                            incident.getAnswer() == null
                                    ? null
                                    : incident.getAnswer().name());
                    row.put("answeredBy", incident.getAnsweredBy());
                    row.put("minutesToAnswer", Minutes.between(incident.getOpenedAt(), incident.getAnsweredAt()));
                    rows.add(row);
                });
        return rows;
    }

    /** What nobody has looked at, oldest first. */
    List<Map<String, @Nullable Object>> review(Collection<ReviewItem> items) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        items.stream()
                .filter(item -> item.getState() == ReviewState.OPEN)
                .sorted(Comparator.comparing(ReviewItem::getOpenedAt).thenComparing(ReviewItem::getEventKey))
                .forEach(item -> {
                    Map<String, @Nullable Object> row = new LinkedHashMap<>();
                    row.put("eventKey", item.getEventKey());
                    row.put("kind", item.getKind().name());
                    row.put("ageMinutes", Minutes.between(item.getOpenedAt(), now));
                    row.put("territory", item.getTerritoryId());
                    row.put("station", item.getStationId());
                    row.put("incidentId", item.getIncidentId());
                    rows.add(row);
                });
        return rows;
    }

    /** Deliveries of the last day that reached nobody, the last first. */
    List<Map<String, @Nullable Object>> failures(Collection<DeliveryProgress> deliveries) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        deliveries.stream()
                .filter(progress -> NOT_REACHED.contains(progress.outcome(now)))
                .filter(progress -> ended(progress).isAfter(now.minus(FAILURES_SHOWN)))
                .sorted(Comparator.comparing(ShiftView::ended).reversed())
                .forEach(progress -> {
                    Map<String, @Nullable Object> row = new LinkedHashMap<>();
                    row.put("team", progress.delivery().getAlert().getTeamId());
                    row.put("endpoint", progress.delivery().getEndpoint());
                    row.put("outcome", progress.outcome(now));
                    row.put("attempts", progress.delivery().getAttempt());
                    row.put("incidentId", progress.delivery().getAlert().getIncidentId());
                    row.put(
                            "reason",
                            progress.receipt() == null
                                    ? null
                                    : progress.receipt().getReason());
                    row.put(
                            "attemptedAt",
                            progress.receipt() == null
                                    ? null
                                    : progress.receipt().getAttemptedAt().toString());
                    rows.add(row);
                });
        return rows;
    }

    private static Instant ended(DeliveryProgress progress) {
        return progress.receipt() == null
                ? progress.delivery().getNotAfter()
                : progress.receipt().getAttemptedAt();
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}

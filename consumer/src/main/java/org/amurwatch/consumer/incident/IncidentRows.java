package org.amurwatch.consumer.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentEvidence;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.RuleReference;
import org.amurwatch.avro.TimelineEntry;
import org.amurwatch.avro.TimelineKind;
import org.amurwatch.consumer.read.Minutes;
import org.jspecify.annotations.Nullable;

/** Rows of {@code incidents} and {@code incidents show}. They hold no exact places: those are on the alert page. */
public final class IncidentRows {

    static final List<String> COLUMNS = List.of(
            "incidentId",
            "state",
            "severity",
            "level",
            "openedAt",
            "lastObservedAt",
            "territory",
            "evidence",
            "kinds",
            "rules",
            "told",
            "answer",
            "answeredBy",
            "outcome",
            "closedAt",
            "mergedInto",
            "sector",
            "purpose",
            "answeredAt",
            "minutesToAnswer");

    /** Those that fit a screen. */
    static final List<String> TABLE_COLUMNS = List.of(
            "incidentId",
            "state",
            "severity",
            "level",
            "openedAt",
            "territory",
            "evidence",
            "kinds",
            "told",
            "answer",
            "minutesToAnswer");

    static final List<String> TIMELINE_COLUMNS = List.of("at", "what", "subject", "answer");
    static final List<String> EVIDENCE_COLUMNS = List.of(
            "observedAt",
            "receivedAt",
            "what",
            "count",
            "eventKey",
            "rule",
            "ruleVersion",
            "machine",
            "joined",
            "lostBecause",
            "territory",
            "station",
            "source");
    static final List<String> ANSWER_COLUMNS =
            List.of("at", "answer", "team", "by", "outcome", "minutesAfterAlert", "responseId");

    private IncidentRows() {}

    /** @param nested whether lists and maps stand as such (JSON), else as a text */
    static List<Map<String, @Nullable Object>> incidents(Collection<Incident> incidents, boolean nested) {
        return incidents.stream()
                .sorted(Comparator.comparing(Incident::getOpenedAt).thenComparing(Incident::getIncidentId))
                .map(incident -> incident(incident, nested))
                .toList();
    }

    static Map<String, @Nullable Object> incident(Incident incident, boolean nested) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        List<String> rules =
                incident.getRules().stream().map(IncidentRows::rule).distinct().toList();
        Map<String, Integer> kinds = new TreeMap<>(incident.getKinds());
        row.put("incidentId", incident.getIncidentId());
        row.put("state", incident.getState().name());
        row.put("severity", incident.getSeverity().name());
        row.put("level", incident.getLevel().name());
        row.put("openedAt", incident.getOpenedAt().toString());
        row.put("lastObservedAt", incident.getLastObservedAt().toString());
        row.put("territory", incident.getTerritoryId());
        row.put("evidence", incident.getEvidenceCount());
        row.put("kinds", nested ? kinds : text(kinds));
        row.put("rules", nested ? rules : String.join(", ", rules));
        row.put("told", nested ? incident.getToldTeamIds() : String.join(", ", incident.getToldTeamIds()));
        row.put("answer", name(incident.getAnswer()));
        row.put("answeredBy", incident.getAnsweredBy());
        row.put("outcome", name(incident.getOutcome()));
        row.put("closedAt", text(incident.getClosedAt()));
        row.put("mergedInto", incident.getMergedInto());
        row.put("sector", incident.getSectorId());
        row.put("purpose", incident.getPurpose().name());
        row.put("answeredAt", text(incident.getAnsweredAt()));
        row.put("minutesToAnswer", Minutes.between(incident.getOpenedAt(), incident.getAnsweredAt()));
        return row;
    }

    static List<Map<String, @Nullable Object>> timeline(List<TimelineEntry> timeline) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (TimelineEntry entry : timeline) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("at", entry.getAt().toString());
            row.put("what", entry.getKind().name());
            row.put("subject", entry.getSubject());
            row.put("answer", name(entry.getResponse()));
            rows.add(row);
        }
        return rows;
    }

    /** Evidence in the order in which it happened. */
    static List<Map<String, @Nullable Object>> evidence(Collection<IncidentEvidence> evidence) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        evidence.stream()
                .sorted(Comparator.comparing(IncidentEvidence::getObservedAt)
                        .thenComparing(IncidentEvidence::getEventKey))
                .forEach(one -> {
                    Map<String, @Nullable Object> row = new LinkedHashMap<>();
                    row.put("observedAt", one.getObservedAt().toString());
                    row.put("receivedAt", one.getReceivedAt().toString());
                    row.put("what", what(one));
                    row.put("count", one.getCount());
                    row.put("eventKey", one.getEventKey());
                    row.put("rule", one.getRule());
                    row.put("ruleVersion", one.getRuleVersion());
                    row.put("machine", one.getMachine());
                    row.put("joined", one.getJoined());
                    row.put("lostBecause", one.getLostBecause());
                    row.put("territory", one.getTerritoryId());
                    row.put("station", one.getStationId());
                    row.put("source", one.getSourceId());
                    rows.add(row);
                });
        return rows;
    }

    static List<Map<String, @Nullable Object>> answers(Collection<PatrolResponse> answers, Incident incident) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        answers.stream().sorted(Comparator.comparing(PatrolResponse::getAt)).forEach(answer -> {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("at", answer.getAt().toString());
            row.put("answer", answer.getKind().name());
            row.put("team", answer.getTeamId());
            row.put("by", answer.getBy());
            row.put("outcome", name(answer.getOutcome()));
            row.put("minutesAfterAlert", Minutes.between(told(incident, answer.getTeamId()), answer.getAt()));
            row.put("responseId", answer.getResponseId());
            rows.add(row);
        });
        return rows;
    }

    /** When a team was told first; for others, when the incident was opened. */
    private static Instant told(Incident incident, @Nullable String teamId) {
        return incident.getTimeline().stream()
                .filter(entry -> entry.getKind() == TimelineKind.TOLD
                        && entry.getSubject() != null
                        && entry.getSubject().equals(teamId))
                .map(TimelineEntry::getAt)
                .findFirst()
                .orElse(incident.getOpenedAt());
    }

    /** Its kind, as in the incident's counts. */
    public static String what(IncidentEvidence evidence) {
        if (evidence.getKind() != null) {
            return evidence.getKind().name();
        }
        return evidence.getSignalKind() != null
                ? "SIGNAL_" + evidence.getSignalKind()
                : String.valueOf(evidence.getScientificName());
    }

    private static String rule(RuleReference rule) {
        return rule.getRule() + " v" + rule.getVersion();
    }

    private static String text(Map<String, Integer> kinds) {
        return kinds.entrySet().stream()
                .map(kind -> kind.getValue() + " " + kind.getKey())
                .collect(Collectors.joining(", "));
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }
}

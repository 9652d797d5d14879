package org.amurwatch.consumer.incident;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentEvidence;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.ResponseKind;
import org.amurwatch.avro.RuleReference;
import org.amurwatch.avro.Severity;
import org.amurwatch.avro.TimelineEntry;
import org.amurwatch.avro.TimelineKind;
import org.jspecify.annotations.Nullable;

/** Incidents for tests. */
public final class Incidents {

    public static final Instant TEN = Instant.parse("2026-01-17T10:00:00Z");

    private Incidents() {}

    /** A shot that one team was told of at ten. */
    public static Incident.Builder shot(String id) {
        return Incident.newBuilder()
                .setIncidentId("khasan/" + id)
                .setSectorId("khasan")
                .setState(IncidentState.OPEN)
                .setSeverity(Severity.SEVERE)
                .setLevel(PageLevel.DISPATCH)
                .setOpenedAt(TEN)
                .setChangedAt(TEN)
                .setFirstObservedAt(TEN)
                .setLastObservedAt(TEN)
                .setLastReceivedAt(TEN)
                .setCentre(new Position(43.12345, 131.45678, 250.0))
                .setTerritoryId("pad")
                .setTimeZone("Asia/Vladivostok")
                .setKinds(Map.of("GUNSHOT", 1))
                .setEvidenceCount(1)
                .setEvidence(List.of(evidence("acoustic", true)))
                .setRules(List.of(new RuleReference("shot", 1)))
                .setToldTeamIds(List.of("north"))
                .setTimeline(List.of(entry(0, TimelineKind.OPENED, null), entry(0, TimelineKind.TOLD, null)));
    }

    static IncidentEvidence evidence(String source, boolean joined) {
        return IncidentEvidence.newBuilder()
                .setIncidentId("khasan/a")
                .setEventKey(source + "/1")
                .setJoined(joined)
                .setRule("shot")
                .setRuleVersion(1)
                .setKind(AlertKind.GUNSHOT)
                .setObservedAt(TEN)
                .setReceivedAt(TEN)
                .setPosition(new Position(43.12345, 131.45678, 250.0))
                .setTerritoryId("pad")
                .setSourceId(source)
                .setChangedAt(TEN)
                .build();
    }

    /** @param seconds after ten */
    public static TimelineEntry entry(long seconds, TimelineKind kind, @Nullable ResponseKind response) {
        return TimelineEntry.newBuilder()
                .setAt(TEN.plusSeconds(seconds))
                .setKind(kind)
                .setSubject("north")
                .setResponse(response)
                .build();
    }
}

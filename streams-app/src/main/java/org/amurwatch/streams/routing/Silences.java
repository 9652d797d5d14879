package org.amurwatch.streams.routing;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentEvidence;
import org.amurwatch.avro.Severity;
import org.amurwatch.avro.Silence;

/** Whether nobody is to be paged for an incident. */
public final class Silences {

    private Silences() {}

    /**
     * The silence under which an incident lies: where several share it, the one that ends first. An incident is silenced if
     * each sign of people (or conclusion) of its evidence is; animals do not break a silence. Never a CRITICAL one.
     */
    public static Optional<Silence> over(Incident incident, Collection<Silence> silences, Instant now) {
        List<Silence> active = silences.stream()
                .filter(silence -> isInForce(silence, now))
                .sorted(Comparator.comparing(Silence::getEndAt).thenComparing(Silence::getId))
                .toList();
        if (incident.getSeverity() == Severity.CRITICAL || active.isEmpty()) {
            return Optional.empty();
        }
        List<IncidentEvidence> joined = incident.getEvidence().stream()
                .filter(IncidentEvidence::getJoined)
                .toList();
        List<IncidentEvidence> threats = joined.stream()
                .filter(evidence -> evidence.getKind() != null || evidence.getSignalKind() != null)
                .toList();
        List<IncidentEvidence> judged = threats.isEmpty() ? joined : threats;
        if (judged.isEmpty()
                || !judged.stream()
                        .allMatch(evidence -> active.stream().anyMatch(silence -> covers(silence, evidence)))) {
            return Optional.empty();
        }
        return active.stream()
                .filter(silence -> judged.stream().anyMatch(evidence -> covers(silence, evidence)))
                .findFirst();
    }

    /** Whether any silence is in force, whatever it covers. */
    public static boolean anyAt(Collection<Silence> silences, Instant now) {
        return silences.stream().anyMatch(silence -> isInForce(silence, now));
    }

    private static boolean isInForce(Silence silence, Instant now) {
        return !silence.getRetired() && !now.isBefore(silence.getStartAt()) && now.isBefore(silence.getEndAt());
    }

    private static boolean covers(Silence silence, IncidentEvidence evidence) {
        return (silence.getTerritoryIds().isEmpty() || silence.getTerritoryIds().contains(evidence.getTerritoryId()))
                && (silence.getKinds().isEmpty()
                        || (evidence.getKind() != null && silence.getKinds().contains(evidence.getKind())))
                && (silence.getStationIds().isEmpty()
                        || (evidence.getStationId() != null
                                && silence.getStationIds().contains(evidence.getStationId())));
    }
}

package org.amurwatch.bench.quality.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.IncidentEvidence;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PatrolAlert;

/** Makes pages of what the decision engine publishes: of each message about an incident, with the evidence that it had then. */
final class ToldPages {

    /** As many as the record of an incident names. */
    private static final int MOST_SHOWN = 100;

    private static final Set<String> KINDS_OF_SIGNS =
            Arrays.stream(AlertKind.values()).map(AlertKind::name).collect(Collectors.toUnmodifiableSet());

    private final Map<String, List<String>> evidence = new HashMap<>();

    /** Something became evidence of an incident, or is it no more. */
    void joined(IncidentEvidence change) {
        List<String> shown = evidence.computeIfAbsent(change.getIncidentId(), id -> new ArrayList<>());
        String event = SectorEventMaker.eventId(change.getEventKey());
        shown.remove(event);
        if (change.getJoined()) {
            shown.add(event);
        }
    }

    /** The page that a message is; empty for what takes back or ends, and for what tells of animals alone. */
    Optional<Page> told(PatrolAlert alert, Instant at) {
        String incidentId = alert.getIncidentId();
        boolean tellsOfMore = alert.getMessage() == AlertMessage.RAISED || alert.getMessage() == AlertMessage.UPDATED;
        if (incidentId == null || !tellsOfMore || KINDS_OF_SIGNS.stream().noneMatch(alert.getKinds()::containsKey)) {
            return Optional.empty();
        }
        List<String> shown = evidence.getOrDefault(incidentId, List.of());
        List<String> latest = shown.subList(Math.max(0, shown.size() - MOST_SHOWN), shown.size());
        Level level = alert.getLevel() == PageLevel.DISPATCH ? Level.DISPATCH : Level.REVIEW;
        return Optional.of(new Page(at, level, incidentId, latest));
    }

    /** The incident is past, and nothing will be told of it any more. */
    void forget(String incidentId) {
        evidence.remove(incidentId);
    }
}

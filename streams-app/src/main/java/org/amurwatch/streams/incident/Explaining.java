package org.amurwatch.streams.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.Suspicion;
import org.amurwatch.streams.routing.ExplainableKinds;
import org.amurwatch.streams.routing.Explanations;
import org.amurwatch.streams.rule.RuleEvent;
import org.amurwatch.streams.rule.Rules;
import org.jspecify.annotations.Nullable;

/** Which events of a sector our own patrols and permits explain, whichever comes first: the event or the explanation. */
final class Explaining {

    /** What a permit may say. */
    private static final Set<Explanation> BY_PERMIT =
            EnumSet.of(Explanation.PERMIT, Explanation.STAFF, Explanation.RESIDENT);

    private final SectorHistory history;
    private final IncidentBook book;
    private final Explanations explanations;
    private final Circumstances circumstances;

    Explaining(SectorHistory history, IncidentBook book, Explanations explanations, Circumstances circumstances) {
        this.history = history;
        this.book = book;
        this.explanations = explanations;
        this.circumstances = circumstances;
    }

    /** What is concluded of an event of which its source says no more; null: nothing explains it. */
    @Nullable
    Explanation of(RuleEvent event) {
        return explanations.explain(event, circumstances.permits(), rulesOf(event));
    }

    private Rules rulesOf(RuleEvent event) {
        return circumstances.rules().inForceAt(event.receivedAt());
    }

    /** The events that nothing explained, and that a position, with the way to it and from it, does. */
    List<KeptEvent> explainedBy(PatrolPosition position, Instant now) {
        Rules rules = circumstances.rules().inForceAt(now);
        double reach = explanations.reachMetres(position, rules);
        Duration span = rules.settings().patrolNear().plus(Explanations.LONGEST_STEP);
        List<RuleEvent> found = new ArrayList<>();
        for (AlertKind kind : AlertKind.values()) {
            if (ExplainableKinds.byPatrol(kind)) {
                history.index()
                        .around(
                                kind.name(),
                                position.getPosition().getLatitude(),
                                position.getPosition().getLongitude(),
                                reach,
                                position.getAt().minus(span),
                                position.getAt().plus(span),
                                found::add);
            }
        }
        return found.stream()
                .filter(event -> event.explained() == null && explanations.explains(position, event, rulesOf(event)))
                .map(event -> Objects.requireNonNull(history.get(event.key())))
                .toList();
    }

    /** An event, and what is concluded of it now. */
    record Other(KeptEvent before, @Nullable Explanation now) {}

    /** The events of which the permits say something else than what was concluded. */
    List<Other> byPermits() {
        List<Other> others = new ArrayList<>();
        for (KeptEvent event : history.all()) {
            if (mayDependOnPermits(event)) {
                Explanation now = of(event.event().explainedAs(null));
                if (now != event.concluded()) {
                    others.add(new Other(event, now));
                }
            }
        }
        return others;
    }

    /** A patrol's explanation stands whatever the permits say, and so does that of whoever closed the incident. */
    private boolean mayDependOnPermits(KeptEvent event) {
        if (event.stated() != null
                || event.event().kind() == null
                || event.event().suspicion() != Suspicion.NONE) {
            return false;
        }
        return event.concluded() == null || (BY_PERMIT.contains(event.concluded()) && !isClosed(event));
    }

    private boolean isClosed(KeptEvent event) {
        IncidentCase incident =
                event.membership() == null ? null : book.get(event.membership().incidentId());
        return incident != null && incident.outcome != null;
    }
}

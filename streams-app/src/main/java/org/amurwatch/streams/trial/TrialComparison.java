package org.amurwatch.streams.trial;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What two sets of rules raised of the same events, side by side. Two incidents are the same if they share evidence: where one set
 * joins what the other keeps apart, one incident stands beside each of the others.
 */
public final class TrialComparison {

    private final Raised current;
    private final Raised tried;

    public TrialComparison(Raised current, Raised tried) {
        this.current = current;
        this.tried = tried;
    }

    /** An incident of one set, of the other, or of both. At least one is there. */
    public record Pair(
            @Nullable RaisedIncident current, @Nullable RaisedIncident tried) {

        /** The one that is there; the tried one of both. */
        RaisedIncident any() {
            if (tried != null) {
                return tried;
            }
            if (current != null) {
                return current;
            }
            throw new IllegalStateException("A pair has at least one incident.");
        }

        String in() {
            return current == null ? "tried" : tried == null ? "current" : "both";
        }

        /** Whether the sets say the same of it. */
        boolean isSame() {
            return current != null
                    && tried != null
                    && current.severity() == tried.severity()
                    && current.level() == tried.level();
        }
    }

    Raised current() {
        return current;
    }

    Raised tried() {
        return tried;
    }

    /** All incidents of both, by time. */
    public List<Pair> pairs() {
        Map<String, RaisedIncident> byEvidence = new HashMap<>();
        current.incidents().forEach(incident -> incident.evidence().forEach(key -> byEvidence.put(key, incident)));
        List<Pair> pairs = new ArrayList<>();
        Set<String> paired = new HashSet<>();
        for (RaisedIncident incident : tried.incidents()) {
            List<RaisedIncident> same = incident.evidence().stream()
                    .map(byEvidence::get)
                    .filter(other -> other != null)
                    .distinct()
                    .sorted(Comparator.comparing(RaisedIncident::openedAt).thenComparing(RaisedIncident::incidentId))
                    .toList();
            same.forEach(other -> {
                pairs.add(new Pair(other, incident));
                paired.add(other.incidentId());
            });
            if (same.isEmpty()) {
                pairs.add(new Pair(null, incident));
            }
        }
        current.incidents().stream()
                .filter(incident -> !paired.contains(incident.incidentId()))
                .forEach(incident -> pairs.add(new Pair(incident, null)));
        pairs.sort(Comparator.comparing((Pair pair) -> pair.any().openedAt())
                .thenComparing(pair -> pair.any().incidentId()));
        return pairs;
    }

    /** Those that only one set has, or that the two see differently. */
    public List<Pair> differences() {
        return pairs().stream().filter(pair -> !pair.isSame()).toList();
    }
}

package org.amurwatch.streams.trial;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.amurwatch.avro.PageLevel;
import org.jspecify.annotations.Nullable;

/**
 * What two sets of rules raised from the same events.
 *
 * @param events how many events both looked at
 */
public record TrialResult(RaisedBySet current, RaisedBySet tried, long events) {

    /** Of one rule: incidents that it joined evidence of, and incidents whose first page was its. */
    public record RuleCount(int incidents, int reviewPages, int dispatchPages) {

        static final RuleCount NONE = new RuleCount(0, 0, 0);
    }

    /** A rule in both sets. */
    public record RuleLine(String rule, RuleCount current, RuleCount tried) {}

    /**
     * An incident on which the sets differ: one alone raises it, or they page differently for it.
     *
     * @param current null: this set does not raise it
     * @param tried null: this set does not raise it
     */
    public record Difference(
            @Nullable RaisedIncident current, @Nullable RaisedIncident tried) {

        /** One of the two, for what they share. */
        public RaisedIncident either() {
            RaisedIncident known = current == null ? tried : current;
            if (known == null) {
                throw new IllegalStateException("A difference is between two sets of which one raised something.");
            }
            return known;
        }

        static PageLevel level(@Nullable RaisedIncident incident) {
            return incident == null ? PageLevel.NONE : incident.level();
        }
    }

    /** Each rule that raised anything in either set, by name. */
    public List<RuleLine> byRule() {
        Map<String, RuleCount> before = counts(current);
        Map<String, RuleCount> now = counts(tried);
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        return names.stream()
                .map(name -> new RuleLine(
                        name, before.getOrDefault(name, RuleCount.NONE), now.getOrDefault(name, RuleCount.NONE)))
                .toList();
    }

    private static Map<String, RuleCount> counts(RaisedBySet set) {
        Map<String, int[]> counts = new TreeMap<>();
        for (RaisedIncident incident : set.incidents().values()) {
            incident.rules().forEach(rule -> of(counts, rule)[0]++);
            ifKnown(incident.reviewRule(), rule -> of(counts, rule)[1]++);
            ifKnown(incident.dispatchRule(), rule -> of(counts, rule)[2]++);
        }
        Map<String, RuleCount> result = new TreeMap<>();
        counts.forEach((rule, count) -> result.put(rule, new RuleCount(count[0], count[1], count[2])));
        return result;
    }

    private static int[] of(Map<String, int[]> counts, String rule) {
        return counts.computeIfAbsent(rule, name -> new int[3]);
    }

    private static void ifKnown(@Nullable String rule, Consumer<String> count) {
        if (rule != null) {
            count.accept(rule);
        }
    }

    /**
     * Where the sets differ, by when it was opened. Incidents of the two sets are the same one if an event is evidence of both. What
     * only an analyst would have looked at is no difference.
     */
    public List<Difference> differences() {
        Map<String, RaisedIncident> byEvent = new HashMap<>();
        for (RaisedIncident incident : current.incidents().values()) {
            incident.evidence().forEach(event -> byEvent.put(event, incident));
        }
        Set<String> onlyCurrent = new TreeSet<>(current.incidents().keySet());
        List<Difference> pairs = new ArrayList<>();
        for (RaisedIncident incident : tried.incidents().values()) {
            RaisedIncident same = incident.evidence().stream()
                    .map(byEvent::get)
                    .filter(known -> known != null && onlyCurrent.contains(known.incidentId()))
                    .min(Comparator.comparing(RaisedIncident::incidentId))
                    .orElse(null);
            if (same != null) {
                onlyCurrent.remove(same.incidentId());
            }
            pairs.add(new Difference(same, incident));
        }
        onlyCurrent.forEach(id -> pairs.add(new Difference(current.incidents().get(id), null)));
        return pairs.stream()
                .filter(pair -> Difference.level(pair.current()) != Difference.level(pair.tried()))
                .sorted(Comparator.comparing((Difference pair) -> pair.either().openedAt())
                        .thenComparing(pair -> pair.either().incidentId()))
                .toList();
    }
}

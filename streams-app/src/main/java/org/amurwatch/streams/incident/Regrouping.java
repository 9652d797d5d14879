package org.amurwatch.streams.incident;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amurwatch.streams.incident.Grouping.Group;
import org.jspecify.annotations.Nullable;

/**
 * Which of the groups that open incidents have fallen into each incident goes on as: the one with the event that opened it,
 * else the one with most of its evidence, else the first.
 */
final class Regrouping {

    private final List<Group> groups;
    private final Map<IncidentCase, Group> goesOnAs = new IdentityHashMap<>();
    private final Map<IncidentCase, Set<String>> evidenceBefore = new IdentityHashMap<>();
    private final List<IncidentCase> affected;

    /** @param affected in the order in which they were opened */
    Regrouping(List<IncidentCase> affected, List<Group> groups) {
        this.affected = affected;
        this.groups = groups;
        for (IncidentCase incident : affected) {
            Set<String> before = new HashSet<>(incident.evidence);
            evidenceBefore.put(incident, before);
            groups.stream()
                    .filter(group -> shared(group, before) > 0)
                    .min(Comparator.<Group, Boolean>comparing(
                                    group -> !group.events().contains(incident.openedByKey))
                            .thenComparing(group -> -shared(group, before)))
                    .ifPresent(group -> goesOnAs.put(incident, group));
        }
    }

    private static long shared(Group group, Set<String> before) {
        return group.events().stream().filter(before::contains).count();
    }

    List<Group> groups() {
        return groups;
    }

    /** What an incident goes on as; null: nothing is left of it. */
    @Nullable
    Group of(IncidentCase incident) {
        return goesOnAs.get(incident);
    }

    /** The incidents that go on as a group. */
    List<IncidentCase> claimants(Group group) {
        List<IncidentCase> claimants = new ArrayList<>();
        for (IncidentCase incident : affected) {
            if (goesOnAs.get(incident) == group) {
                claimants.add(incident);
            }
        }
        return claimants;
    }

    /** The incident of whose evidence a group was part; null: of none. */
    @Nullable
    IncidentCase parent(Group group) {
        return affected.stream()
                .filter(incident -> shared(group, evidenceBefore.getOrDefault(incident, Set.of())) > 0)
                .findFirst()
                .orElse(null);
    }

    /** Whether an incident has less evidence than it had. */
    boolean hasLost(IncidentCase incident) {
        return !incident.evidence.containsAll(evidenceBefore.getOrDefault(incident, Set.of()));
    }
}

package org.amurwatch.streams.rule;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.SignalKind;

/**
 * Which events a rule takes: what they are, and on what conditions.
 *
 * @param kinds of poaching alerts
 * @param species scientific names; a species takes its subspecies
 * @param signals kinds of signals
 * @param explained whether it takes events that something explains
 * @param conditions all must hold
 */
public record Selector(
        Set<AlertKind> kinds,
        Set<String> species,
        Set<SignalKind> signals,
        Explained explained,
        List<Condition> conditions) {

    /** Whether explained events (our own staff, a permit ...) are taken. */
    public enum Explained {
        NEVER,
        ALSO,
        ONLY
    }

    public Selector {
        kinds = kinds.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(kinds));
        species = Set.copyOf(species);
        signals = Set.copyOf(signals);
        conditions = List.copyOf(conditions);
    }

    public static Selector of(AlertKind... kinds) {
        return new Selector(Set.of(kinds), Set.of(), Set.of(), Explained.NEVER, List.of());
    }

    public static Selector ofSpecies(String... species) {
        return new Selector(Set.of(), Set.of(species), Set.of(), Explained.NEVER, List.of());
    }

    public Selector with(Condition... more) {
        List<Condition> all = new ArrayList<>(conditions);
        all.addAll(List.of(more));
        return new Selector(kinds, species, signals, explained, all);
    }

    /** The subjects that it takes, in order; each is one of {@link EventHistory#subject}, a species for its subspecies too. */
    public List<String> subjects() {
        Set<String> subjects = new TreeSet<>(species);
        kinds.forEach(kind -> subjects.add(kind.name()));
        signals.forEach(signal -> subjects.add("SIGNAL_" + signal));
        return List.copyOf(subjects);
    }

    /** Whether it can take events of a subject at all. */
    public boolean canTake(String subject) {
        return subjects().stream().anyMatch(taken -> EventHistory.takes(taken, subject));
    }

    public boolean takes(RuleEvent event, Surroundings surroundings) {
        return isOfKind(event)
                && switch (explained) {
                    case NEVER -> event.explained() == null;
                    case ALSO -> true;
                    case ONLY -> event.explained() != null;
                }
                && conditions.stream().allMatch(condition -> condition.holds(event, surroundings));
    }

    private boolean isOfKind(RuleEvent event) {
        if (event.kind() != null) {
            return kinds.contains(event.kind());
        }
        if (event.signal() != null) {
            return !event.signal().getEnded() && signals.contains(event.signal().getKind());
        }
        String name = String.valueOf(event.species());
        return species.stream().anyMatch(taken -> EventHistory.takes(taken, name));
    }
}

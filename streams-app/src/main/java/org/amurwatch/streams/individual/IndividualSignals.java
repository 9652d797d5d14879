package org.amurwatch.streams.individual;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.amurwatch.avro.Signal;
import org.amurwatch.avro.SignalKind;
import org.amurwatch.avro.SignalSubject;
import org.amurwatch.event.StableId;
import org.amurwatch.streams.place.Places;
import org.amurwatch.streams.territory.Ground;

/** The signals that should stand about one animal, by what is known of it. */
final class IndividualSignals {

    private final String individualId;
    private final IndividualRules rules;
    private final Instant at;
    private final SortedMap<String, Signal> wanted = new TreeMap<>();

    /** @param at decision time */
    IndividualSignals(String individualId, IndividualRules rules, Instant at) {
        this.individualId = individualId;
        this.rules = rules;
        this.at = at;
    }

    SortedMap<String, Signal> wanted() {
        return wanted;
    }

    /** Pairs that one animal cannot have walked: a question for the analyst, however old they are. */
    void movements(List<Pair> pairs) {
        IndividualRules.Movement movement = rules.movement();
        IndividualRules.Asked asked = movement.asked();
        if (asked == null) {
            return;
        }
        for (Pair pair : pairs) {
            if (pair.isImpossible(movement)) {
                Signal signal =
                        signal(SignalKind.MOVEMENT, asked, pair.after(), pairId(SignalKind.MOVEMENT, asked, pair));
                signal.setFound(pair.metresAtLeast(movement));
                signal.setExpected(movement.reachMetres(pair.between()));
                signal.setEventKeys(
                        List.of(pair.after().eventKey(), pair.before().eventKey()));
                add(signal);
            }
        }
    }

    /**
     * Crossings of the rule's line. One that is long past is no news, but what was told stays told while it is so.
     *
     * @param open signals that stand
     */
    void crossings(List<Pair> pairs, Places places, SortedMap<String, Signal> open) {
        IndividualRules.Asked asked = rules.crossing().asked();
        if (asked == null) {
            return;
        }
        for (Pair pair : pairs) {
            String id = pairId(SignalKind.CROSSING, asked, pair);
            if ((open.containsKey(id) || isNews(pair))
                    && pair.crosses(rules.crossing().line(), places)) {
                Signal signal = signal(SignalKind.CROSSING, asked, pair.after(), id);
                signal.setFound(
                        Ground.metres(pair.before().position(), pair.after().position()));
                signal.setEventKeys(
                        List.of(pair.after().eventKey(), pair.before().eventKey()));
                add(signal);
            }
        }
    }

    private boolean isNews(Pair pair) {
        Duration age = Duration.ofMillis(pair.after().event().getFreshnessMillis());
        return age.compareTo(rules.crossing().news()) <= 0
                && pair.between().compareTo(rules.crossing().window()) <= 0;
    }

    /** It has not been seen for longer than its rhythm lets expect. What was told once is not told again every night. */
    void absence(
            IndividualSighting last,
            Rhythm rhythm,
            Rhythm.Overdue overdue,
            Instant since,
            SortedMap<String, Signal> open) {
        IndividualRules.Asked asked = rules.absence().asked();
        if (asked == null) {
            return;
        }
        String id = StableId.of(SignalKind.ABSENCE.name(), individualId, asked.rule(), last.eventKey());
        Signal standing = open.get(id);
        if (standing != null) {
            add(standing);
            return;
        }
        Signal signal = signal(SignalKind.ABSENCE, asked, last, id);
        signal.setObservedAt(since);
        signal.setFound((double) overdue.observedNights());
        signal.setExpected(rhythm.usualGapNights());
        signal.setProbability(overdue.chance());
        signal.setEventKeys(List.of(last.eventKey()));
        add(signal);
    }

    /** Lets what was told of its absence stand: it has not been judged anew. */
    void absenceAsBefore(IndividualSighting last, SortedMap<String, Signal> open) {
        open.values().stream()
                .filter(signal -> signal.getKind() == SignalKind.ABSENCE)
                .filter(signal -> signal.getEventKeys().contains(last.eventKey()))
                .forEach(this::add);
    }

    private void add(Signal signal) {
        wanted.put(signal.getSignalId(), signal);
    }

    private String pairId(SignalKind kind, IndividualRules.Asked asked, Pair pair) {
        return StableId.of(
                kind.name(),
                individualId,
                asked.rule(),
                pair.before().eventKey(),
                pair.after().eventKey());
    }

    private Signal signal(SignalKind kind, IndividualRules.Asked asked, IndividualSighting where, String id) {
        return Signal.newBuilder()
                .setSignalId(id)
                .setKind(kind)
                .setRule(asked.rule())
                .setRuleVersion(asked.version())
                .setSubjectKind(SignalSubject.INDIVIDUAL)
                .setSubject(individualId)
                .setPurpose(where.sighting().getPurpose())
                .setPlacement(where.event().getPlacement())
                .setPosition(where.position())
                .setObservedAt(where.observedAt())
                .setDetectedAt(at)
                .build();
    }
}

package org.amurwatch.streams.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Severity;
import org.amurwatch.avro.Signal;
import org.amurwatch.avro.SignalKind;

/**
 * Says which events belong together, by the rules in force when the last of them was received. The same events give the same
 * groups in whatever order they come. Not safe for several threads.
 */
public final class RuleEngine {

    private final RuleBook book;
    private final Surroundings surroundings;
    private final Selections selections;
    private final ThresholdFinder thresholds = new ThresholdFinder(ThresholdFinder.CHAIN);

    /** By which reading of them the rules are, not by what they say: that is cheap, and enough. */
    private final Map<Rules, RuleIndex> indexes = new IdentityHashMap<>();

    public RuleEngine(RuleBook book, Surroundings surroundings) {
        this.book = book;
        this.surroundings = surroundings;
        this.selections = new Selections(surroundings);
    }

    /**
     * The matches that hold an event, which is in the history: one for each rule, with the events of all the rule's matches that
     * hold it (of a storm at one place, those next to it in time; the others are joined through these). A match has at least one
     * fresh event. Empty for an event that was only sent to try the system.
     */
    public List<Match> matches(RuleEvent event, EventHistory history) {
        if (event.purpose() != Purpose.ACTUAL && event.purpose() != Purpose.EXERCISE) {
            return List.of();
        }
        RuleIndex rules = index(event.receivedAt());
        Neighbours neighbours = new Neighbours(history, selections);
        List<Match> matches = new ArrayList<>();
        for (Rule rule : rules.taking(EventHistory.subject(event))) {
            List<RuleEvent> found = find(rule, event, neighbours);
            if (!found.isEmpty()) {
                Match match = match(rule, rules.version(), found);
                matches.add(isPatrolInDanger(event) ? worst(match) : match);
            }
        }
        builtIn(event).ifPresent(rule -> matches.add(match(rule, rules.version(), List.of(event))));
        signalled(event, rules.rules()).ifPresent(rule -> matches.add(match(rule, rules.version(), List.of(event))));
        return matches;
    }

    private List<RuleEvent> find(Rule rule, RuleEvent event, Neighbours neighbours) {
        if (rule.pattern() instanceof Pattern.Threshold threshold) {
            return thresholds.find(event, threshold, rule::isFresh, neighbours);
        }
        if (rule.pattern() instanceof Pattern.ZoneEntry entry) {
            return thresholds.find(event, entry.entries(), rule::isFresh, neighbours);
        }
        if (rule.pattern() instanceof Pattern.Sequence sequence) {
            return SequenceFinder.find(event, sequence, rule::isFresh, neighbours);
        }
        if (rule.pattern() instanceof Pattern.Together together) {
            return TogetherFinder.find(event, together, rule::isFresh, neighbours);
        }
        if (rule.pattern() instanceof Pattern.LineCrossing crossing) {
            return LineCrossingFinder.find(event, crossing, rule::isFresh, neighbours, surroundings.places());
        }
        return List.of();
    }

    private RuleIndex index(Instant at) {
        return indexes.computeIfAbsent(book.inForceAt(at), RuleIndex::new);
    }

    private static boolean isPatrolInDanger(RuleEvent event) {
        // A patrol in danger is one of us, and may have been "explained" as that; an error of its device it is not.
        return (event.kind() == AlertKind.SOS || event.kind() == AlertKind.PATROL_CONTACT)
                && event.explained() != Explanation.DETECTOR
                && event.fresh();
    }

    private static Optional<Rule> builtIn(RuleEvent event) {
        return isPatrolInDanger(event) ? Optional.of(BuiltInRules.PATROL_IN_DANGER) : Optional.empty();
    }

    /** The rule for which a signal was raised, or, where the set has it no longer, the first for such signals of such a subject. */
    private static Optional<Rule> signalled(RuleEvent event, Rules rules) {
        Signal signal = event.signal();
        if (signal == null || signal.getEnded()) {
            return Optional.empty();
        }
        if (signal.getKind() == SignalKind.CHECK_IN) {
            return Optional.of(BuiltInRules.MISSED_CHECK_IN);
        }
        return rules.rule(signal.getRule()).filter(rule -> isFor(rule, signal)).or(() -> rules.rules().stream()
                .filter(rule -> isFor(rule, signal))
                .findFirst());
    }

    private static boolean isFor(Rule rule, Signal signal) {
        return rule.pattern() instanceof Pattern.Signalled signalled
                && signalled.signal() == signal.getKind()
                // Of the others each kind of signal is about one kind of subject.
                && !(signalled instanceof Pattern.Absence absence && absence.of() != signal.getSubjectKind());
    }

    private static Match match(Rule rule, int version, List<RuleEvent> events) {
        return new Match(
                rule.name(),
                version,
                rule.severity(),
                rule.level(),
                events.stream().map(RuleEvent::key).toList());
    }

    private static Match worst(Match match) {
        return new Match(match.rule(), match.version(), Severity.CRITICAL, PageLevel.DISPATCH, match.eventKeys());
    }

    /** How long after it was observed an event of the past may still be needed, by the rules in force at a time. */
    public Duration keep(Instant at) {
        return index(at).keep();
    }

    /** The longest distance between two events of one match, by the rules in force at a time. */
    public double reachMetres(Instant at) {
        return index(at).reachMetres();
    }
}

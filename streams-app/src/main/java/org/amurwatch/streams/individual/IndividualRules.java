package org.amurwatch.streams.individual;

import java.time.Duration;
import org.amurwatch.avro.PlaceKind;
import org.amurwatch.avro.SignalSubject;
import org.amurwatch.streams.rule.Pattern;
import org.amurwatch.streams.rule.Rule;
import org.amurwatch.streams.rule.Rules;
import org.jspecify.annotations.Nullable;

/**
 * What the rules in force say about individuals. Statuses are kept by these limits whether or not a rule asks for signals.
 */
public record IndividualRules(Movement movement, Crossing crossing, Absence absence) {

    /** What holds while a rule set says nothing else; nobody is told anything by it. */
    public static final IndividualRules SILENT =
            new IndividualRules(Movement.standard(null), Crossing.standard(null), Absence.standard(null));

    /** What a set of rules asks for: of each kind its first rule about individuals. */
    public static IndividualRules of(Rules set) {
        Movement movement = SILENT.movement;
        Crossing crossing = SILENT.crossing;
        Absence absence = SILENT.absence;
        // From the last to the first, so that the first has the last word.
        for (int i = set.rules().size() - 1; i >= 0; i--) {
            Rule rule = set.rules().get(i);
            Asked asked = new Asked(rule.name(), set.version());
            if (rule.pattern() instanceof Pattern.Movement limits) {
                movement = new Movement(
                        asked,
                        limits.kilometresPerHour(),
                        Math.max(limits.kilometresPerHour(), SILENT.movement.burstKilometresPerHour),
                        SILENT.movement.burst,
                        SILENT.movement.unstatedUncertaintyMetres,
                        limits.atLeastMetres());
            } else if (rule.pattern() instanceof Pattern.IndividualCrossing limits) {
                crossing = new Crossing(asked, limits.line(), SILENT.crossing.news, limits.window());
            } else if (rule.pattern() instanceof Pattern.Absence limits && limits.of() == SignalSubject.INDIVIDUAL) {
                absence = new Absence(
                        asked,
                        SILENT.absence.chance,
                        SILENT.absence.leastGaps,
                        limits.timesUsual(),
                        Math.toIntExact(limits.atLeast().toDays()));
            }
        }
        return new IndividualRules(movement, crossing, absence);
    }

    /**
     * The rule that asks for signals.
     *
     * @param version of its set
     */
    public record Asked(String rule, int version) {}

    /**
     * How fast one animal can be. A leopard runs at 60 km/h in bursts; more than a few km/h over hours is two leopards
     * (docs/individuals.md).
     *
     * @param asked null: no signals
     * @param walkingKilometresPerHour over more than {@code burst}
     * @param burstKilometresPerHour over no more than {@code burst}
     * @param unstatedUncertaintyMetres of a position whose source states none
     * @param atLeastMetres what is nearer is never a question: clocks of neighbouring cameras differ
     */
    public record Movement(
            @Nullable Asked asked,
            double walkingKilometresPerHour,
            double burstKilometresPerHour,
            Duration burst,
            double unstatedUncertaintyMetres,
            double atLeastMetres) {

        /** 4 km/h over more than an hour, 60 km/h over less, 100 m. */
        public static Movement standard(@Nullable Asked asked) {
            return new Movement(asked, 4, 60, Duration.ofHours(1), 100, 0);
        }

        /** How far it can get. */
        double reachMetres(Duration within) {
            double kilometresPerHour = within.compareTo(burst) > 0 ? walkingKilometresPerHour : burstKilometresPerHour;
            return kilometresPerHour * within.toMillis() / 3_600.0;
        }
    }

    /**
     * Two sightings in a row on two sides of a line.
     *
     * @param asked null: no signals
     * @param line kind of the line on the map
     * @param news a crossing whose later sighting was received later than this is counted, and is no news
     * @param window nor is one whose sightings are further apart in time
     */
    public record Crossing(@Nullable Asked asked, PlaceKind line, Duration news, Duration window) {

        /** A border; news for 30 days, of two sightings within 30 days. */
        public static Crossing standard(@Nullable Asked asked) {
            return new Crossing(asked, PlaceKind.BORDER, Duration.ofDays(30), Duration.ofDays(30));
        }
    }

    /**
     * An animal that has not been seen for longer than its own rhythm lets expect.
     *
     * @param asked null: no signals
     * @param chance so unlikely a silence is by its own rhythm, at most
     * @param leastGaps between days on which it was seen; with fewer nothing is said
     * @param timesUsual nor before so many times its usual gap
     * @param leastNights nor before so many observed nights
     */
    public record Absence(@Nullable Asked asked, double chance, int leastGaps, double timesUsual, int leastNights) {

        /** One in a hundred; four gaps, so five days. */
        public static Absence standard(@Nullable Asked asked) {
            return new Absence(asked, 0.01, 4, 0, 0);
        }
    }
}

package org.amurwatch.streams.rule;

import java.time.Duration;
import java.util.List;
import org.amurwatch.avro.PlaceKind;
import org.amurwatch.avro.SignalKind;
import org.amurwatch.avro.SignalSubject;

/**
 * What a rule looks for. Distances are metres along the ground, times are differences of {@code observedAt}, and every bound is
 * included.
 */
public sealed interface Pattern {

    RuleKind kind();

    /** What its events are; of a pattern that is found elsewhere, what its finder looks at, if anything. */
    List<Selector> selectors();

    /** The longest time between two events of one match. */
    Duration span();

    /** The longest distance between two events of one match. */
    double extentMetres();

    /**
     * N events or more within a distance of one of them, its centre, and within a time that contains the centre.
     *
     * @param events how many; 1: each event by itself, and those so near to each other are one match
     */
    record Threshold(Selector of, int events, double withinMetres, Duration window) implements Pattern {

        @Override
        public RuleKind kind() {
            return RuleKind.THRESHOLD;
        }

        @Override
        public List<Selector> selectors() {
            return List.of(of);
        }

        @Override
        public Duration span() {
            return window;
        }

        @Override
        public double extentMetres() {
            return events == 1 ? withinMetres : 2 * withinMetres;
        }
    }

    /** One event after another, two or three steps. */
    record Sequence(List<Step> steps) implements Pattern {

        public Sequence {
            steps = List.copyOf(steps);
        }

        @Override
        public RuleKind kind() {
            return RuleKind.SEQUENCE;
        }

        @Override
        public List<Selector> selectors() {
            return steps.stream().map(Step::of).toList();
        }

        @Override
        public Duration span() {
            return steps.stream().map(Step::after).reduce(Duration.ZERO, Duration::plus);
        }

        @Override
        public double extentMetres() {
            return steps.stream().mapToDouble(Step::withinMetres).sum();
        }
    }

    /**
     * A step of a sequence.
     *
     * @param withinMetres of the event of the step before; 0 in the first step, which has none
     * @param after at most that long after it, and not before it
     */
    record Step(Selector of, double withinMetres, Duration after) {}

    /**
     * Two or three events, each of its kind, each within a distance and a time of each other.
     *
     * @param differentOrigins no two of them from one station or source
     */
    record Together(List<Selector> of, double withinMetres, Duration window, boolean differentOrigins)
            implements Pattern {

        public Together {
            of = List.copyOf(of);
        }

        @Override
        public RuleKind kind() {
            return RuleKind.TOGETHER;
        }

        @Override
        public List<Selector> selectors() {
            return of;
        }

        @Override
        public Duration span() {
            return window;
        }

        @Override
        public double extentMetres() {
            return withinMetres;
        }
    }

    /** Two signs, within a distance and a time, with a line of the map between them. */
    record LineCrossing(Selector of, PlaceKind line, double withinMetres, Duration window) implements Pattern {

        @Override
        public RuleKind kind() {
            return RuleKind.CROSSING;
        }

        @Override
        public List<Selector> selectors() {
            return List.of(of);
        }

        @Override
        public Duration span() {
            return window;
        }

        @Override
        public double extentMetres() {
            return withinMetres;
        }
    }

    /**
     * An event in a band of distance around places of a kind.
     *
     * @param of with the band as conditions, see {@link #into}
     * @param fromMetres farther than that
     * @param toMetres up to that
     * @param withinMetres entries so near to each other
     * @param window and within that time, are one match
     */
    record ZoneEntry(
            Selector of, PlaceKind zone, double fromMetres, double toMetres, double withinMetres, Duration window)
            implements Pattern {

        /** The pattern for events of a selector that has no band yet. */
        public static ZoneEntry into(
                Selector of, PlaceKind zone, double fromMetres, double toMetres, double withinMetres, Duration window) {
            Selector inBand = of.with(new Condition.Near(zone, toMetres));
            return new ZoneEntry(
                    fromMetres > 0 ? inBand.with(new Condition.Far(zone, fromMetres)) : inBand,
                    zone,
                    fromMetres,
                    toMetres,
                    withinMetres,
                    window);
        }

        /** How the entries are joined: each event by itself, with what is near it. */
        Threshold entries() {
            return new Threshold(of, 1, withinMetres, window);
        }

        @Override
        public RuleKind kind() {
            return RuleKind.CROSSING;
        }

        @Override
        public List<Selector> selectors() {
            return List.of(of);
        }

        @Override
        public Duration span() {
            return window;
        }

        @Override
        public double extentMetres() {
            return withinMetres;
        }
    }

    /** Found elsewhere, and told as a signal that names the rule: the parameters are for the finder. */
    sealed interface Signalled extends Pattern {

        /** The signal that tells it. */
        SignalKind signal();

        @Override
        default Duration span() {
            return Duration.ZERO;
        }

        @Override
        default double extentMetres() {
            return 0;
        }
    }

    /**
     * Something that should be heard of is silent.
     *
     * @param of a station, a team (it misses its check-in) or an individual
     * @param timesUsual so many times as long as is usual for it
     * @param atLeast but at least so long
     */
    record Absence(SignalSubject of, double timesUsual, Duration atLeast) implements Signalled {

        @Override
        public SignalKind signal() {
            return of == SignalSubject.TEAM ? SignalKind.CHECK_IN : SignalKind.ABSENCE;
        }

        @Override
        public RuleKind kind() {
            return RuleKind.ABSENCE;
        }

        @Override
        public List<Selector> selectors() {
            return List.of();
        }
    }

    /**
     * More events than the place's own history lets expect.
     *
     * @param of which events are counted
     * @param per counted by station or by territory
     * @param window counted over so long
     * @param chance told if so many would come by chance no more often than this, 0 to 1
     * @param history silent while less than so much is known
     */
    record Baseline(Selector of, SignalSubject per, Duration window, double chance, Duration history)
            implements Signalled {

        @Override
        public SignalKind signal() {
            return SignalKind.BASELINE;
        }

        @Override
        public RuleKind kind() {
            return RuleKind.BASELINE;
        }

        @Override
        public List<Selector> selectors() {
            return List.of(of);
        }
    }

    /**
     * A known animal on both sides of a line.
     *
     * @param window two sightings no further apart than that
     */
    record IndividualCrossing(PlaceKind line, Duration window) implements Signalled {

        @Override
        public SignalKind signal() {
            return SignalKind.CROSSING;
        }

        @Override
        public RuleKind kind() {
            return RuleKind.CROSSING;
        }

        @Override
        public List<Selector> selectors() {
            return List.of();
        }
    }

    /**
     * Two sightings of a known animal that it could not have walked between.
     *
     * @param kilometresPerHour faster than that
     * @param atLeastMetres over that distance at least: two cameras that stand near each other have clocks that differ
     */
    record Movement(double kilometresPerHour, double atLeastMetres) implements Signalled {

        @Override
        public SignalKind signal() {
            return SignalKind.MOVEMENT;
        }

        @Override
        public RuleKind kind() {
            return RuleKind.MOVEMENT;
        }

        @Override
        public List<Selector> selectors() {
            return List.of();
        }
    }
}

package org.amurwatch.streams.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.Place;
import org.amurwatch.avro.PlaceKind;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Severity;
import org.amurwatch.avro.Signal;
import org.amurwatch.avro.SignalKind;
import org.amurwatch.avro.SignalSubject;
import org.amurwatch.avro.Suspicion;
import org.amurwatch.avro.Vertex;
import org.amurwatch.streams.place.PlaceIndex;
import org.amurwatch.streams.place.Places;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each kind of rule fires at its bounds, and not just outside any of them. What is found by records (absence, baseline, movement
 * and crossings of known animals) has its bounds there (WatchLedgerTest, UsualCountTest, IndividualLedgerTest): here its signals
 * find the rule that they name.
 */
class RuleBoundsTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MOMENT = Duration.ofMillis(1);

    /** A village at the origin of all distances; a border a kilometre north of it. */
    private static final Places PLACES = PlaceIndex.of(List.of(
            place("village", PlaceKind.VILLAGE, new Vertex(43.0, 131.0)),
            place("border", PlaceKind.BORDER, new Vertex(43.008993, 130.0), new Vertex(43.008993, 132.0))));

    private static final Pattern SNARE_LINE =
            new Pattern.Threshold(Selector.of(AlertKind.SNARE), 3, 5_000, DAY.multipliedBy(7));
    private static final Pattern ONE_BY_ITSELF =
            new Pattern.Threshold(Selector.of(AlertKind.TRAP).with(new Condition.Count(2)), 1, 1_000, DAY);
    private static final Pattern FOLLOWED = new Pattern.Sequence(List.of(
            new Pattern.Step(Selector.ofSpecies("Panthera pardus"), 0, Duration.ZERO),
            new Pattern.Step(Selector.of(AlertKind.HUMAN_TRACKS), 2_000, HOUR.multipliedBy(48)),
            new Pattern.Step(Selector.of(AlertKind.GUNSHOT), 3_000, HOUR.multipliedBy(72))));
    private static final Pattern SHOT_AND_CAR = new Pattern.Together(
            List.of(Selector.of(AlertKind.GUNSHOT), Selector.of(AlertKind.VEHICLE)), 3_000, HOUR, true);
    private static final Pattern OVER_THE_BORDER = new Pattern.LineCrossing(
            Selector.of(AlertKind.HUMAN_PRESENCE), PlaceKind.BORDER, 3_000, HOUR.multipliedBy(6));
    private static final Pattern NEAR_THE_VILLAGE = Pattern.ZoneEntry.into(
            Selector.ofSpecies("Panthera tigris"), PlaceKind.VILLAGE, 1_000, 2_000, 3_000, HOUR.multipliedBy(6));

    private static Place place(String id, PlaceKind kind, Vertex... line) {
        return Place.newBuilder()
                .setId(id)
                .setKind(kind)
                .setName(id)
                .setLine(List.of(line))
                .build();
    }

    /** What it is, the pattern, whether all events of the case are one match, and the events. */
    static Stream<Arguments> cases() {
        return Stream.of(
                // threshold: number, distance of the centre, time, and what an event must be
                fires("three snares", SNARE_LINE, snare(0, 0), snare(4_990, 24), snare(-4_990, 7 * 24)),
                silent("two snares", SNARE_LINE, snare(0, 0), snare(1_000, 1)),
                silent("a snare too far", SNARE_LINE, snare(0, 0), snare(4_990, 24), snare(-5_010, 48)),
                silent("a snare too late", SNARE_LINE, snare(0, 0), snare(10, 24), late(snare(20, 7 * 24))),
                silent("a snare that is a trap", SNARE_LINE, snare(0, 0), snare(10, 1), sign(AlertKind.TRAP, 20, 2)),
                silent("a snare of ours", SNARE_LINE, snare(0, 0), snare(10, 1), ours(snare(20, 2))),
                silent(
                        "old snares alone",
                        SNARE_LINE,
                        snare(0, 0).old(),
                        snare(10, 1).old(),
                        snare(20, 2).old()),
                fires(
                        "old snares and a fresh one",
                        SNARE_LINE,
                        snare(0, 0).old(),
                        snare(10, 1).old(),
                        snare(20, 2)),
                // threshold of one, with a condition on the count
                fires(
                        "two traps in one event",
                        ONE_BY_ITSELF,
                        sign(AlertKind.TRAP, 0, 0).many(2)),
                silent("one trap", ONE_BY_ITSELF, sign(AlertKind.TRAP, 0, 0)),
                silent(
                        "traps of long ago",
                        ONE_BY_ITSELF,
                        sign(AlertKind.TRAP, 0, 0).many(2).old()),
                fires("traps near each other", ONE_BY_ITSELF, traps(0, 0), traps(990, 24)),
                apart("traps too far from each other", ONE_BY_ITSELF, traps(0, 0), traps(1_010, 24)),
                apart("traps too long after each other", ONE_BY_ITSELF, traps(0, 0), late(traps(10, 24))),
                // sequence: order, distance and time of each step
                fires("followed and shot at", FOLLOWED, leopard(0, 0), tracks(1_990, 48), shot(4_980, 120)),
                silent("followed", FOLLOWED, leopard(0, 0), tracks(100, 1)),
                silent("tracks too far", FOLLOWED, leopard(0, 0), tracks(2_010, 48), shot(4_000, 50)),
                silent("tracks too late", FOLLOWED, leopard(0, 0), late(tracks(100, 48)), shot(200, 50)),
                silent("tracks before", FOLLOWED, late(leopard(0, 1)), tracks(100, 1), shot(200, 2)),
                silent("a shot too far", FOLLOWED, leopard(0, 0), tracks(0, 1), shot(3_010, 2)),
                silent("a shot too late", FOLLOWED, leopard(0, 0), tracks(0, 1), late(shot(0, 73))),
                silent("a shot before the tracks", FOLLOWED, leopard(0, 0), late(tracks(0, 1)), shot(0, 1)),
                silent("another cat", FOLLOWED, tiger(0, 0), tracks(100, 1), shot(200, 2)),
                silent(
                        "all of it long ago",
                        FOLLOWED,
                        leopard(0, 0).old(),
                        tracks(1, 1).old(),
                        shot(2, 2).old()),
                // together: distance, time, origins, in either order
                fires("a car after a shot", SHOT_AND_CAR, shot(0, 0), car(2_990, 1)),
                fires("a car before a shot", SHOT_AND_CAR, shot(0, 1), car(2_990, 0)),
                silent("a car too far", SHOT_AND_CAR, shot(0, 0), car(3_010, 0)),
                silent("a car too late", SHOT_AND_CAR, shot(0, 0), late(car(0, 1))),
                silent("a car too early", SHOT_AND_CAR, late(shot(0, 1)), car(0, 0)),
                silent("two shots", SHOT_AND_CAR, shot(0, 0), shot(1, 0)),
                silent(
                        "from one station",
                        SHOT_AND_CAR,
                        shot(0, 0).station("S1"),
                        car(0, 0).station("S1")),
                silent("both old", SHOT_AND_CAR, shot(0, 0).old(), car(0, 0).old()),
                // crossing of a line: it lies between, distance, time
                fires("people on both sides", OVER_THE_BORDER, people(990, 0), people(1_010, 6)),
                silent("people on one side", OVER_THE_BORDER, people(0, 0), people(990, 1)),
                silent("on both sides, too far", OVER_THE_BORDER, people(-1_000, 0), people(2_010, 1)),
                silent("on both sides, too late", OVER_THE_BORDER, people(990, 0), late(people(1_010, 6))),
                silent("a car on the other side", OVER_THE_BORDER, people(990, 0), car(1_010, 1)),
                silent(
                        "both long ago",
                        OVER_THE_BORDER,
                        people(990, 0).old(),
                        people(1_010, 1).old()),
                // crossing into a zone: farther than, up to; what joins entries
                fires("a tiger at the inner bound", NEAR_THE_VILLAGE, tiger(1_010, 0)),
                fires("a tiger at the outer bound", NEAR_THE_VILLAGE, tiger(1_990, 0)),
                silent("a tiger too near for it", NEAR_THE_VILLAGE, tiger(990, 0)),
                silent("a tiger too far for it", NEAR_THE_VILLAGE, tiger(2_010, 0)),
                silent("a leopard", NEAR_THE_VILLAGE, leopard(1_500, 0)),
                silent("a tiger of long ago", NEAR_THE_VILLAGE, tiger(1_500, 0).old()),
                fires("one tiger twice", NEAR_THE_VILLAGE, tiger(1_490, 0), tiger(-1_490, 6)),
                apart("two tigers apart", NEAR_THE_VILLAGE, tiger(1_510, 0), tiger(-1_510, 6)),
                apart("a tiger again, later", NEAR_THE_VILLAGE, tiger(1_500, 0), late(tiger(1_500, 6))));
    }

    private enum Expected {
        ONE_MATCH,
        EACH_BY_ITSELF,
        NONE
    }

    private static Arguments fires(String name, Pattern pattern, FieldSign... signs) {
        return arguments(name, pattern, Expected.ONE_MATCH, List.of(signs));
    }

    private static Arguments apart(String name, Pattern pattern, FieldSign... signs) {
        return arguments(name, pattern, Expected.EACH_BY_ITSELF, List.of(signs));
    }

    private static Arguments silent(String name, Pattern pattern, FieldSign... signs) {
        return arguments(name, pattern, Expected.NONE, List.of(signs));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void shouldFireAtItsBoundsAndNotBeyond(String name, Pattern pattern, Expected expected, List<FieldSign> signs) {
        List<RuleEvent> events = signs.stream().map(FieldSign::event).toList();
        TreeSet<String> keys = new TreeSet<>(events.stream().map(RuleEvent::key).toList());
        assertThat(keys).as("names of the case").hasSameSizeAs(events);
        IndexedHistory history = new IndexedHistory();
        events.forEach(history::put);
        RuleEngine engine = engine(rule("asked", pattern));

        for (RuleEvent event : events) {
            List<TreeSet<String>> matches = engine.matches(event, history).stream()
                    .map(match -> new TreeSet<>(match.eventKeys()))
                    .toList();
            switch (expected) {
                case ONE_MATCH -> assertThat(matches).as(event.key()).containsExactly(keys);
                case EACH_BY_ITSELF ->
                    assertThat(matches).as(event.key()).containsExactly(new TreeSet<>(List.of(event.key())));
                case NONE -> assertThat(matches).as(event.key()).isEmpty();
            }
        }
    }

    @Test
    void shouldBeNarrowerThanTheKindsByMaxAgeAndNoWider() {
        RuleEvent told = tracks(0, 0).event();
        Duration age = Duration.between(told.observedAt(), told.receivedAt());
        Pattern pattern = new Pattern.Threshold(Selector.of(AlertKind.HUMAN_TRACKS), 1, 0, Duration.ZERO);

        assertThat(matches(told, rule("asked", pattern, age))).hasSize(1);
        assertThat(matches(told, rule("asked", pattern, age.minus(MOMENT)))).isEmpty();
        assertThat(matches(tracks(0, 0).old().event(), rule("asked", pattern, DAY.multipliedBy(30))))
                .isEmpty();
    }

    private static final Rule STATION_SILENT =
            rule("station-silent", new Pattern.Absence(SignalSubject.STATION, 3, DAY));
    private static final Rule ANIMAL_OVERDUE =
            rule("animal-overdue", new Pattern.Absence(SignalSubject.INDIVIDUAL, 2, DAY.multipliedBy(90)));
    private static final Rule MORE_PEOPLE = rule(
            "more-people",
            new Pattern.Baseline(
                    Selector.of(AlertKind.HUMAN_PRESENCE), SignalSubject.STATION, DAY, 0.001, DAY.multipliedBy(28)));
    private static final Rule ANIMAL_CROSSED =
            rule("animal-crossed", new Pattern.IndividualCrossing(PlaceKind.BORDER, DAY.multipliedBy(30)));
    private static final Rule TOO_FAST = rule("too-fast", new Pattern.Movement(4, 5_000));
    private static final List<Rule> SIGNALLED =
            List.of(STATION_SILENT, ANIMAL_OVERDUE, MORE_PEOPLE, ANIMAL_CROSSED, TOO_FAST);

    static Stream<Arguments> signals() {
        return Stream.of(
                arguments("station-silent", SignalKind.ABSENCE, SignalSubject.STATION, "station-silent"),
                arguments("animal-overdue", SignalKind.ABSENCE, SignalSubject.INDIVIDUAL, "animal-overdue"),
                arguments("more-people", SignalKind.BASELINE, SignalSubject.STATION, "more-people"),
                arguments("animal-crossed", SignalKind.CROSSING, SignalSubject.INDIVIDUAL, "animal-crossed"),
                arguments("too-fast", SignalKind.MOVEMENT, SignalSubject.INDIVIDUAL, "too-fast"),
                arguments("whatever", SignalKind.CHECK_IN, SignalSubject.TEAM, "missed-check-in"),
                // The rule has another name by now: the one for such signals of such a subject takes it.
                arguments("once", SignalKind.ABSENCE, SignalSubject.INDIVIDUAL, "animal-overdue"),
                arguments("once", SignalKind.ABSENCE, SignalSubject.STATION, "station-silent"),
                arguments("once", SignalKind.BASELINE, SignalSubject.STATION, "more-people"),
                // The name is that of a rule for something else by now.
                arguments("too-fast", SignalKind.CROSSING, SignalSubject.INDIVIDUAL, "animal-crossed"),
                arguments("station-silent", SignalKind.ABSENCE, SignalSubject.INDIVIDUAL, "animal-overdue"),
                // No rule is about that.
                arguments("once", SignalKind.ABSENCE, SignalSubject.TERRITORY, null));
    }

    @ParameterizedTest(name = "{1} of {2}, raised for {0}: {3}")
    @MethodSource("signals")
    void shouldFindTheRuleOfASignal(String named, SignalKind kind, SignalSubject subject, @Nullable String expected) {
        RuleEvent signal = signal(named, kind, subject, false);

        assertThat(matches(signal, SIGNALLED.toArray(Rule[]::new)))
                .extracting(Match::rule)
                .isEqualTo(expected == null ? List.of() : List.of(expected));
        assertThat(matches(signal(named, kind, subject, true), SIGNALLED.toArray(Rule[]::new)))
                .as("it is over")
                .isEmpty();
    }

    private static List<Match> matches(RuleEvent event, Rule... rules) {
        IndexedHistory history = new IndexedHistory();
        history.put(event);
        return engine(rules).matches(event, history);
    }

    private static RuleEngine engine(Rule... rules) {
        return new RuleEngine(
                RuleBook.of(new Rules("test", 1, RuleSettings.DEFAULT, List.of(rules)), Map.of()), new Surroundings() {
                    @Override
                    public Places places() {
                        return PLACES;
                    }

                    @Override
                    public double usualPeoplePerWeek(RuleEvent event) {
                        return Double.NaN;
                    }

                    @Override
                    public String country(RuleEvent event) {
                        return "RU";
                    }
                });
    }

    private static Rule rule(String name, Pattern pattern) {
        return rule(name, pattern, null);
    }

    private static Rule rule(String name, Pattern pattern, @Nullable Duration maxAge) {
        return new Rule(
                name, "Of the test.", Severity.SEVERE, PageLevel.DISPATCH, maxAge, Duration.ZERO, Map.of(), pattern);
    }

    private static FieldSign sign(AlertKind kind, double metresNorth, long hours) {
        return FieldSign.of(kind + "@" + metresNorth + "," + hours, kind)
                .there(metresNorth, 0)
                .after(HOUR.multipliedBy(hours));
    }

    private static FieldSign animal(String species, double metresNorth, long hours) {
        return FieldSign.animal(species + "@" + metresNorth + "," + hours, species)
                .there(metresNorth, 0)
                .after(HOUR.multipliedBy(hours));
    }

    /** A moment later than said. */
    private static FieldSign late(FieldSign sign) {
        return sign.at(sign.event().observedAt().plus(MOMENT));
    }

    private static FieldSign ours(FieldSign sign) {
        return sign.because(Explanation.STAFF);
    }

    private static FieldSign snare(double metresNorth, long hours) {
        return sign(AlertKind.SNARE, metresNorth, hours);
    }

    private static FieldSign traps(double metresNorth, long hours) {
        return sign(AlertKind.TRAP, metresNorth, hours).many(2);
    }

    private static FieldSign tracks(double metresNorth, long hours) {
        return sign(AlertKind.HUMAN_TRACKS, metresNorth, hours);
    }

    private static FieldSign shot(double metresNorth, long hours) {
        return sign(AlertKind.GUNSHOT, metresNorth, hours);
    }

    private static FieldSign car(double metresNorth, long hours) {
        return sign(AlertKind.VEHICLE, metresNorth, hours);
    }

    private static FieldSign people(double metresNorth, long hours) {
        return sign(AlertKind.HUMAN_PRESENCE, metresNorth, hours);
    }

    private static FieldSign leopard(double metresNorth, long hours) {
        return animal("Panthera pardus orientalis", metresNorth, hours);
    }

    private static FieldSign tiger(double metresNorth, long hours) {
        return animal("Panthera tigris altaica", metresNorth, hours);
    }

    private static RuleEvent signal(String rule, SignalKind kind, SignalSubject subject, boolean ended) {
        Placement placement = Placement.newBuilder()
                .setTerritoryId("valley")
                .setSectorId("hills")
                .setTimeZone("Asia/Vladivostok")
                .build();
        Instant at = FieldSign.BEGIN;
        Signal signal = Signal.newBuilder()
                .setSignalId("one")
                .setKind(kind)
                .setEnded(ended)
                .setRule(rule)
                .setRuleVersion(1)
                .setSubjectKind(subject)
                .setSubject("it")
                .setPlacement(placement)
                .setPosition(new Position(43.0, 131.0, null))
                .setObservedAt(at)
                .setDetectedAt(at)
                .build();
        return new RuleEvent(
                RuleEvents.key(signal),
                null,
                null,
                signal,
                "it",
                43,
                131,
                at,
                at,
                true,
                "signals",
                null,
                ObservationMethod.UNSPECIFIED,
                true,
                1,
                1,
                null,
                Suspicion.NONE,
                Purpose.ACTUAL,
                false,
                placement);
    }
}

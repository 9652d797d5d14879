package org.amurwatch.streams.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.Place;
import org.amurwatch.avro.PlaceKind;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Severity;
import org.amurwatch.avro.Suspicion;
import org.amurwatch.avro.Vertex;
import org.amurwatch.streams.place.PlaceIndex;
import org.amurwatch.streams.place.Places;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RuleEngineTest {

    private static final Instant BEGIN = Instant.parse("2026-11-20T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final double KILOMETRE = 1 / 111.195;
    private static final Places PLACES = PlaceIndex.of(List.of(Place.newBuilder()
            .setId("border")
            .setKind(PlaceKind.BORDER)
            .setName("Border")
            .setLine(List.of(new Vertex(43.05, 130.0), new Vertex(43.05, 133.0)))
            .build()));

    private static final Surroundings SURROUNDINGS = new Surroundings() {
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
    };

    private static final Rule FOLLOWED = rule(
            "followed",
            new Pattern.Sequence(List.of(
                    new Pattern.Step(Selector.ofSpecies("Panthera pardus"), 0, Duration.ZERO),
                    new Pattern.Step(Selector.of(AlertKind.HUMAN_TRACKS), 2_000, HOUR.multipliedBy(48)),
                    new Pattern.Step(Selector.of(AlertKind.GUNSHOT), 3_000, HOUR.multipliedBy(72)))));
    private static final Rule SHOT_AND_VEHICLE = rule(
            "shot-and-vehicle",
            new Pattern.Together(
                    List.of(Selector.of(AlertKind.GUNSHOT), Selector.of(AlertKind.VEHICLE)),
                    3_000,
                    Duration.ofMinutes(30),
                    true));
    private static final Rule SNARE_LINE =
            rule("snare-line", new Pattern.Threshold(Selector.of(AlertKind.SNARE), 3, 5_000, Duration.ofDays(7)));
    private static final Rule OVER_THE_BORDER = rule(
            "over-the-border",
            new Pattern.LineCrossing(
                    Selector.of(AlertKind.HUMAN_PRESENCE), PlaceKind.BORDER, 20_000, Duration.ofHours(24)));
    private static final List<Rule> RULES = List.of(FOLLOWED, SHOT_AND_VEHICLE, SNARE_LINE, OVER_THE_BORDER);

    private final RuleEngine engine =
            new RuleEngine(RuleBook.of(new Rules("test", 1, RuleSettings.DEFAULT, RULES), Map.of()), SURROUNDINGS);

    @Test
    void shouldFindASequenceUpToItsBoundsAndNotBeyond() {
        assertThat(sequence(48, 1.99, 72, 2.99)).containsExactly("followed [leopard, shot, tracks]");
        assertThat(sequence(48.01, 1.99, 72, 2.99)).isEmpty();
        assertThat(sequence(48, 2.01, 72, 2.99)).isEmpty();
        assertThat(sequence(48, 1.99, 72.01, 2.99)).isEmpty();
        assertThat(sequence(48, 1.99, 72, 3.01)).isEmpty();
        assertThat(sequence(-0.01, 1, 10, 1)).as("tracks before the leopard").isEmpty();
    }

    private Set<String> sequence(double tracksAfter, double tracksAway, double shotAfter, double shotAway) {
        return groups(List.of(
                animal("leopard", 0, 0),
                sign("tracks", AlertKind.HUMAN_TRACKS, tracksAway, tracksAfter),
                sign("shot", AlertKind.GUNSHOT, tracksAway + shotAway, tracksAfter + shotAfter)));
    }

    @Test
    void shouldFindWhatStandsTogetherInEitherOrderFromDifferentOrigins() {
        RuleEvent shot = sign("shot", AlertKind.GUNSHOT, 0, 1);
        assertThat(groups(List.of(shot, sign("car", AlertKind.VEHICLE, 2.99, 0.5))))
                .hasSize(1);
        assertThat(groups(List.of(shot, sign("car", AlertKind.VEHICLE, 2.99, 1.5))))
                .hasSize(1);
        assertThat(groups(List.of(shot, sign("car", AlertKind.VEHICLE, 2.99, 1.51))))
                .isEmpty();
        assertThat(groups(List.of(shot, sign("car", AlertKind.VEHICLE, 3.01, 1))))
                .isEmpty();
        assertThat(groups(List.of(
                        event("shot", AlertKind.GUNSHOT, null, 0, 1, true, "S1"),
                        event("car", AlertKind.VEHICLE, null, 0, 1, true, "S1"))))
                .as("two cameras of one station")
                .isEmpty();
    }

    @Test
    void shouldCountAThresholdWithinItsTimeAndDistance() {
        RuleEvent first = sign("1", AlertKind.SNARE, 0, 0);
        RuleEvent second = sign("2", AlertKind.SNARE, 4.99, 24);
        assertThat(groups(List.of(first, second, sign("3", AlertKind.SNARE, 9.9, 7 * 24))))
                .containsExactly("snare-line [1, 2, 3]");
        assertThat(groups(List.of(first, second, sign("3", AlertKind.SNARE, 9.9, 7 * 24 + 0.01))))
                .isEmpty();
        assertThat(groups(List.of(first, second, sign("3", AlertKind.SNARE, 10.02, 24))))
                .isEmpty();
        assertThat(groups(List.of(first, second))).isEmpty();
    }

    @Test
    void shouldFindSignsOnBothSidesOfALine() {
        RuleEvent south = sign("south", AlertKind.HUMAN_PRESENCE, 0, 0);
        assertThat(groups(List.of(south, sign("north", AlertKind.HUMAN_PRESENCE, 10, 24))))
                .hasSize(1);
        assertThat(groups(List.of(south, sign("near", AlertKind.HUMAN_PRESENCE, 2, 1))))
                .isEmpty();
        assertThat(groups(List.of(south, sign("late", AlertKind.HUMAN_PRESENCE, 10, 24.01))))
                .isEmpty();
    }

    @Test
    void shouldRaiseNothingOfOldEventsAlone() {
        assertThat(groups(List.of(
                        event("shot", AlertKind.GUNSHOT, null, 0, 1, false, null),
                        event("car", AlertKind.VEHICLE, null, 1, 1, false, null))))
                .isEmpty();
        assertThat(groups(List.of(
                        event("shot", AlertKind.GUNSHOT, null, 0, 1, false, null),
                        event("car", AlertKind.VEHICLE, null, 1, 1, true, null))))
                .hasSize(1);
    }

    @Test
    void shouldCallAPatrolInDangerCriticalWhateverTheRules() {
        IndexedHistory history = new IndexedHistory();
        RuleEvent sos = sign("sos", AlertKind.SOS, 0, 0);
        history.put(sos);
        assertThat(engine.matches(sos, history)).singleElement().satisfies(match -> {
            assertThat(match.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(match.level()).isEqualTo(PageLevel.DISPATCH);
        });
    }

    /** The oracle tries every pair and triple of events, without an index. */
    @Test
    void shouldGiveTheSameGroupsInWhateverOrderEventsCome() {
        long seed = System.nanoTime();
        System.getLogger("test").log(System.Logger.Level.INFO, "RuleEngineTest seed " + seed);
        Random random = new Random(seed);
        for (int world = 0; world < 150; world++) {
            List<RuleEvent> events = new ArrayList<>();
            int size = 3 + random.nextInt(14);
            for (int i = 0; i < size; i++) {
                events.add(random(random, i));
            }
            Set<String> expected = oracle(events);
            for (int order = 0; order < 3; order++) {
                Collections.shuffle(events, random);
                assertThat(groups(events)).as("seed %d, world %d", seed, world).isEqualTo(expected);
            }
        }
    }

    private static RuleEvent random(Random random, int i) {
        AlertKind[] kinds = {AlertKind.HUMAN_TRACKS, AlertKind.GUNSHOT, AlertKind.VEHICLE, AlertKind.SNARE};
        boolean animal = random.nextInt(4) == 0;
        return event(
                "e" + i,
                animal ? null : kinds[random.nextInt(kinds.length)],
                animal ? "Panthera pardus orientalis" : null,
                random.nextDouble() * 8,
                random.nextDouble() * 60,
                random.nextInt(4) > 0,
                random.nextInt(3) == 0 ? "S" + random.nextInt(2) : null);
    }

    /** Connected groups of matches of each rule, as events come one after the other. */
    private Set<String> groups(List<RuleEvent> inOrder) {
        IndexedHistory history = new IndexedHistory();
        Groups groups = new Groups();
        for (RuleEvent event : inOrder) {
            history.put(event);
            engine.matches(event, history).forEach(match -> groups.join(match.rule(), match.eventKeys()));
        }
        return groups.all();
    }

    private static Set<String> oracle(List<RuleEvent> events) {
        Groups groups = new Groups();
        for (RuleEvent a : events) {
            for (RuleEvent b : events) {
                if (a.kind() == AlertKind.GUNSHOT
                        && b.kind() == AlertKind.VEHICLE
                        && (a.fresh() || b.fresh())
                        && !a.origin().equals(b.origin())
                        && metres(a, b) <= 3_000
                        && hours(a, b) <= 0.5
                        && hours(b, a) <= 0.5) {
                    groups.join("shot-and-vehicle", List.of(a.key(), b.key()));
                }
                for (RuleEvent c : events) {
                    boolean chain = a.species() != null
                            && b.kind() == AlertKind.HUMAN_TRACKS
                            && c.kind() == AlertKind.GUNSHOT
                            && (a.fresh() || b.fresh() || c.fresh())
                            && metres(a, b) <= 2_000
                            && metres(b, c) <= 3_000
                            && hours(a, b) >= 0
                            && hours(a, b) <= 48
                            && hours(b, c) >= 0
                            && hours(b, c) <= 72;
                    if (chain) {
                        groups.join("followed", List.of(a.key(), b.key(), c.key()));
                    }
                    boolean snares = a.kind() == AlertKind.SNARE
                            && b.kind() == AlertKind.SNARE
                            && c.kind() == AlertKind.SNARE
                            && new TreeSet<>(List.of(a.key(), b.key(), c.key())).size() == 3
                            && (a.fresh() || b.fresh() || c.fresh())
                            && metres(a, b) <= 5_000
                            && metres(a, c) <= 5_000;
                    if (snares) {
                        groups.join("snare-line", List.of(a.key(), b.key(), c.key()));
                    }
                }
            }
        }
        return groups.all();
    }

    private static double metres(RuleEvent a, RuleEvent b) {
        return Apart.metres(a, b);
    }

    private static double hours(RuleEvent from, RuleEvent to) {
        return Duration.between(from.observedAt(), to.observedAt()).toMillis() / 3_600_000.0;
    }

    /** Sets of events of one rule that share an event are one. */
    private static final class Groups {
        private final List<String> rules = new ArrayList<>();
        private final List<TreeSet<String>> events = new ArrayList<>();

        void join(String rule, List<String> keys) {
            TreeSet<String> joined = new TreeSet<>(keys);
            for (int i = events.size() - 1; i >= 0; i--) {
                if (rules.get(i).equals(rule) && !Collections.disjoint(events.get(i), joined)) {
                    joined.addAll(events.remove(i));
                    rules.remove(i);
                }
            }
            rules.add(rule);
            events.add(joined);
        }

        Set<String> all() {
            Set<String> all = new TreeSet<>();
            IntStream.range(0, rules.size()).forEach(i -> all.add(rules.get(i) + " " + events.get(i)));
            return all;
        }
    }

    private static Rule rule(String name, Pattern pattern) {
        return new Rule(
                name, "Of the test.", Severity.SEVERE, PageLevel.DISPATCH, null, Duration.ZERO, Map.of(), pattern);
    }

    private static RuleEvent animal(String key, double kilometresNorth, double hours) {
        return event(key, null, "Panthera pardus orientalis", kilometresNorth, hours, true, null);
    }

    private static RuleEvent sign(String key, AlertKind kind, double kilometresNorth, double hours) {
        return event(key, kind, null, kilometresNorth, hours, true, null);
    }

    private static RuleEvent event(
            String key,
            @Nullable AlertKind kind,
            @Nullable String species,
            double kilometresNorth,
            double hours,
            boolean fresh,
            @Nullable String station) {
        Instant observedAt = BEGIN.plusMillis((long) (hours * 3_600_000));
        return new RuleEvent(
                key,
                kind,
                species,
                null,
                null,
                43 + kilometresNorth * KILOMETRE,
                131,
                observedAt,
                observedAt.plusSeconds(60),
                fresh,
                "source-" + key,
                station,
                ObservationMethod.REPORT,
                false,
                1,
                1,
                null,
                Suspicion.NONE,
                Purpose.ACTUAL,
                false,
                Placement.newBuilder()
                        .setTerritoryId("valley")
                        .setSectorId("hills")
                        .setTimeZone("Asia/Vladivostok")
                        .build());
    }
}

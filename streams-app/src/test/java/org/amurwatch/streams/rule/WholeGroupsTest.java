package org.amurwatch.streams.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.Place;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Suspicion;
import org.amurwatch.streams.place.PlaceIndex;
import org.amurwatch.streams.place.Places;
import org.amurwatch.streams.territory.Ground;
import org.junit.jupiter.api.Test;

class WholeGroupsTest {

    private static final Instant BEGIN = Instant.parse("2026-11-20T00:00:00Z");
    private static final Surroundings SURROUNDINGS = new Surroundings() {
        private final Places places = PlaceIndex.of(List.<Place>of());

        @Override
        public Places places() {
            return places;
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

    private static final Duration HOUR = Duration.ofHours(1);
    // Kinds overlap on purpose: a shot may stand in two places of a group, and in one at a time only.
    private static final Selector SHOTS = Selector.of(AlertKind.GUNSHOT);
    private static final Selector SHOTS_AND_CARS = Selector.of(AlertKind.GUNSHOT, AlertKind.VEHICLE);
    private static final Selector ALL = Selector.of(AlertKind.GUNSHOT, AlertKind.VEHICLE, AlertKind.CAMP);
    private static final Pattern.Sequence SEQUENCE = new Pattern.Sequence(List.of(
            new Pattern.Step(SHOTS_AND_CARS, 0, Duration.ZERO),
            new Pattern.Step(ALL, 2_000, HOUR.multipliedBy(2)),
            new Pattern.Step(SHOTS, 3_000, HOUR.multipliedBy(3))));
    private static final Pattern.Together TOGETHER =
            new Pattern.Together(List.of(SHOTS, SHOTS_AND_CARS, ALL), 3_000, HOUR.multipliedBy(2), true);

    @Test
    void shouldNameWhoIsInAnyGroupWithTheEventAndNobodyElse() {
        long seed = System.nanoTime();
        System.getLogger("test").log(System.Logger.Level.INFO, "WholeGroupsTest seed " + seed);
        Random random = new Random(seed);
        int named = 0;
        for (int world = 0; world < 300; world++) {
            List<RuleEvent> events = new ArrayList<>();
            IndexedHistory history = new IndexedHistory();
            int size = 2 + random.nextInt(12);
            for (int i = 0; i < size; i++) {
                events.add(random(random, i));
            }
            Collections.shuffle(events, random);
            events.forEach(history::put);
            Neighbours neighbours = new Neighbours(history, new Selections(SURROUNDINGS));
            for (RuleEvent event : events) {
                List<RuleEvent> chains = SequenceFinder.find(event, SEQUENCE, RuleEvent::fresh, neighbours);
                List<RuleEvent> groups = TogetherFinder.find(event, TOGETHER, RuleEvent::fresh, neighbours);
                named += chains.size() + groups.size();
                assertThat(keys(chains))
                        .as("chains, seed %d, world %d", seed, world)
                        .isEqualTo(oracle(event, events, true));
                assertThat(keys(groups))
                        .as("groups, seed %d, world %d", seed, world)
                        .isEqualTo(oracle(event, events, false));
            }
        }
        assertThat(named).as("the worlds have groups at all, seed %d", seed).isGreaterThan(1_000);
    }

    /** Three hundred of each of three kinds at one place in an hour make twenty-seven million groups. */
    @Test
    void shouldAskAboutEachOfAStormAFewTimesOnly() {
        List<List<RuleEvent>> storm = List.of(many("a", true), many("b", true), many("c", true));
        RuleEvent first = storm.get(0).get(0);
        AtomicInteger asked = new AtomicInteger();
        WholeGroups groups = new WholeGroups(
                3,
                (place, one, otherPlace, other) -> {
                    asked.incrementAndGet();
                    return true;
                },
                RuleEvent::fresh);

        groups.addGroupsWith(first, 0, storm::get);

        assertThat(groups.found()).hasSize(601);
        assertThat(asked.get()).as("questions").isLessThan(10 * 900);
    }

    /** As when a card of last month is read: nothing is fresh, so nothing is found, and none of the millions is tried. */
    @Test
    void shouldAskNothingMoreWhereNothingIsFresh() {
        List<List<RuleEvent>> storm = List.of(many("a", false), many("b", false), many("c", false));
        AtomicInteger asked = new AtomicInteger();
        WholeGroups groups = new WholeGroups(
                3,
                (place, one, otherPlace, other) -> {
                    asked.incrementAndGet();
                    return true;
                },
                RuleEvent::fresh);

        groups.addGroupsWith(storm.get(0).get(0), 0, storm::get);

        assertThat(groups.found()).isEmpty();
        assertThat(asked.get()).as("questions").isLessThanOrEqualTo(600);
    }

    private static TreeSet<String> oracle(RuleEvent event, List<RuleEvent> events, boolean chains) {
        TreeSet<String> keys = new TreeSet<>();
        for (RuleEvent a : events) {
            for (RuleEvent b : events) {
                for (RuleEvent c : events) {
                    List<RuleEvent> group = List.of(a, b, c);
                    boolean whole = keys(group).size() == 3
                            && group.contains(event)
                            && group.stream().anyMatch(RuleEvent::fresh)
                            && (chains ? isChain(a, b, c) : isGroup(a, b, c));
                    if (whole) {
                        keys.addAll(keys(group));
                    }
                }
            }
        }
        return keys;
    }

    private static boolean isChain(RuleEvent a, RuleEvent b, RuleEvent c) {
        return a.kind() != AlertKind.CAMP
                && c.kind() == AlertKind.GUNSHOT
                && hours(a, b) >= 0
                && hours(a, b) <= 2
                && Apart.metres(a, b) <= 2_000
                && hours(b, c) >= 0
                && hours(b, c) <= 3
                && Apart.metres(b, c) <= 3_000;
    }

    private static boolean isGroup(RuleEvent a, RuleEvent b, RuleEvent c) {
        return a.kind() == AlertKind.GUNSHOT
                && b.kind() != AlertKind.CAMP
                && standTogether(a, b)
                && standTogether(a, c)
                && standTogether(b, c);
    }

    private static boolean standTogether(RuleEvent one, RuleEvent other) {
        return !one.origin().equals(other.origin())
                && Math.abs(hours(one, other)) <= 2
                && Apart.metres(one, other) <= 3_000;
    }

    private static double hours(RuleEvent from, RuleEvent to) {
        return Duration.between(from.observedAt(), to.observedAt()).toMillis() / 3_600_000.0;
    }

    private static TreeSet<String> keys(List<RuleEvent> events) {
        TreeSet<String> keys = new TreeSet<>();
        events.forEach(event -> keys.add(event.key()));
        return keys;
    }

    private static List<RuleEvent> many(String name, boolean fresh) {
        return IntStream.range(0, 300)
                .mapToObj(i -> event(name + i, AlertKind.GUNSHOT, 0, i, fresh, "source"))
                .toList();
    }

    private static RuleEvent random(Random random, int i) {
        AlertKind[] kinds = {AlertKind.GUNSHOT, AlertKind.VEHICLE, AlertKind.CAMP};
        return event(
                "e" + i,
                kinds[random.nextInt(kinds.length)],
                random.nextDouble() * 5_000,
                random.nextInt(6 * 3_600),
                random.nextInt(3) > 0,
                "source-" + random.nextInt(6));
    }

    private static RuleEvent event(
            String key, AlertKind kind, double metresNorth, long seconds, boolean fresh, String source) {
        Instant observedAt = BEGIN.plusSeconds(seconds);
        return new RuleEvent(
                key,
                kind,
                null,
                null,
                null,
                43 + metresNorth / Ground.METRES_PER_DEGREE,
                131,
                observedAt,
                observedAt.plusSeconds(60),
                fresh,
                source,
                null,
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

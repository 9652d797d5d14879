package org.amurwatch.streams.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.streams.place.PlaceIndex;
import org.amurwatch.streams.place.Places;
import org.junit.jupiter.api.Test;

class ThresholdFinderTest {

    private static final double RADIUS_METRES = 1_000;
    private static final Duration WINDOW = Duration.ofHours(10);

    private static final Surroundings SURROUNDINGS = new Surroundings() {
        @Override
        public Places places() {
            return PlaceIndex.of(List.of());
        }

        @Override
        public double usualPeoplePerWeek(RuleEvent event) {
            return Double.NaN;
        }

        @Override
        public String country(RuleEvent event) {
            return "";
        }
    };

    @Test
    void shouldFindWhatTheDefinitionSays() {
        Random random = random("definition");
        int found = 0;
        for (int world = 0; world < 400; world++) {
            // From three events on, two that lie near are no match by themselves, and no short cut is taken.
            Pattern.Threshold pattern = pattern(3 + random.nextInt(4));
            List<RuleEvent> events = world(random, 2 + random.nextInt(25));
            EventHistory history = new IndexedHistory();
            events.forEach(history::put);
            List<Set<String>> matches = definition(pattern, events);
            for (RuleEvent event : events) {
                Set<String> expected = matches.stream()
                        .filter(match -> match.contains(event.key()))
                        .flatMap(Set::stream)
                        .collect(Collectors.toCollection(TreeSet::new));
                assertThat(keys(find(ThresholdFinder.CHAIN, event, pattern, history)))
                        .as("world %d, event %s", world, event.key())
                        .isEqualTo(expected);
                found += expected.size();
            }
        }
        assertThat(found).as("worlds with something in them").isGreaterThan(1_000);
    }

    @Test
    void shouldJoinTheSameInWhateverOrderAndHoweverShortTheChain() {
        Random random = random("order");
        int groupsFound = 0;
        for (int world = 0; world < 400; world++) {
            Pattern.Threshold pattern = pattern(1 + random.nextInt(5));
            List<RuleEvent> events = world(random, 2 + random.nextInt(40));
            Set<Set<String>> expected = joined(definition(pattern, events));
            groupsFound += expected.size();
            for (int order = 0; order < 3; order++) {
                Collections.shuffle(events, random);
                EventHistory history = new IndexedHistory();
                List<Set<String>> matches = new ArrayList<>();
                for (RuleEvent event : events) {
                    history.put(event);
                    matches.add(keys(find(pattern.events(), event, pattern, history)));
                }
                assertThat(joined(matches)).as("world %d", world).isEqualTo(expected);
                // Whoever decides again with all of them at hand comes to the same.
                List<Set<String>> again = events.stream()
                        .map(event -> keys(find(pattern.events(), event, pattern, history)))
                        .toList();
                assertThat(joined(again)).as("again, world %d", world).isEqualTo(expected);
            }
        }
        assertThat(groupsFound).isGreaterThan(300);
    }

    /** 3,000 at one place and in one window: each names those next to it alone, and all are one. */
    @Test
    void shouldNameFewInAStormAndJoinAll() {
        Random random = random("storm");
        Pattern.Threshold pattern = new Pattern.Threshold(Selector.of(AlertKind.SNARE), 3, 3_000, WINDOW);
        EventHistory history = new IndexedHistory();
        List<Set<String>> matches = new ArrayList<>();
        long began = System.nanoTime();
        for (int i = 0; i < 3_000; i++) {
            RuleEvent event = FieldSign.of("e" + i, AlertKind.SNARE)
                    .there(random.nextGaussian() * 200, random.nextGaussian() * 200)
                    .after(Duration.ofSeconds(i))
                    .event();
            history.put(event);
            List<RuleEvent> found = find(ThresholdFinder.CHAIN, event, pattern, history);
            assertThat(found.size()).as("named for one event").isLessThanOrEqualTo(2 * ThresholdFinder.CHAIN + 1);
            matches.add(keys(found));
        }
        System.getLogger("test")
                .log(System.Logger.Level.INFO, "storm of 3000: " + (System.nanoTime() - began) / 1_000_000 + " ms");
        assertThat(joined(matches)).hasSize(1).allSatisfy(storm -> assertThat(storm)
                .hasSize(3_000));
    }

    private static Random random(String what) {
        long seed = System.nanoTime();
        System.getLogger("test").log(System.Logger.Level.INFO, "ThresholdFinderTest " + what + ", seed " + seed);
        return new Random(seed);
    }

    private static List<RuleEvent> find(int chain, RuleEvent event, Pattern.Threshold pattern, EventHistory history) {
        return new ThresholdFinder(chain)
                .find(event, pattern, RuleEvent::fresh, new Neighbours(history, new Selections(SURROUNDINGS)));
    }

    private static Pattern.Threshold pattern(int events) {
        return new Pattern.Threshold(Selector.of(AlertKind.SNARE), events, RADIUS_METRES, WINDOW);
    }

    /** Events in a square of four radiuses and in three windows, some at the same moment, some old. */
    private static List<RuleEvent> world(Random random, int size) {
        List<RuleEvent> events = new ArrayList<>();
        int oldInTen = random.nextInt(3) * 4;
        for (int i = 0; i < size; i++) {
            FieldSign sign = FieldSign.of("e" + i, AlertKind.SNARE)
                    .there(random.nextDouble() * 4 * RADIUS_METRES, random.nextDouble() * 4 * RADIUS_METRES)
                    .after(Duration.ofHours(random.nextInt(31)));
            events.add((random.nextInt(10) < oldInTen ? sign.old() : sign).event());
        }
        return events;
    }

    /** Every centre, every time that begins with an event: those who are within the distance, if they are enough. */
    private static List<Set<String>> definition(Pattern.Threshold pattern, List<RuleEvent> events) {
        List<Set<String>> matches = new ArrayList<>();
        for (RuleEvent centre : events) {
            for (RuleEvent first : events) {
                Instant from = first.observedAt();
                Instant to = from.plus(pattern.window());
                List<RuleEvent> inside = events.stream()
                        .filter(event -> Apart.metres(centre, event) <= pattern.withinMetres())
                        .filter(event -> !event.observedAt().isBefore(from)
                                && !event.observedAt().isAfter(to))
                        .toList();
                if (inside.contains(centre)
                        && inside.size() >= pattern.events()
                        && inside.stream().anyMatch(RuleEvent::fresh)) {
                    matches.add(keys(inside));
                }
            }
        }
        return matches;
    }

    private static Set<String> keys(List<RuleEvent> events) {
        return events.stream().map(RuleEvent::key).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Matches that share an event are one group. */
    private static Set<Set<String>> joined(List<Set<String>> matches) {
        Map<String, String> leaders = new HashMap<>();
        for (Set<String> match : matches) {
            String first = null;
            for (String key : match) {
                leaders.putIfAbsent(key, key);
                first = first == null ? leader(leaders, key) : first;
                leaders.put(leader(leaders, key), first);
            }
        }
        Map<String, Set<String>> groups = new HashMap<>();
        leaders.keySet().forEach(key -> groups.computeIfAbsent(leader(leaders, key), leader -> new TreeSet<>())
                .add(key));
        return Set.copyOf(groups.values());
    }

    private static String leader(Map<String, String> leaders, String key) {
        String leader = key;
        for (String next = leaders.get(leader); !leader.equals(next); next = leaders.get(leader)) {
            leader = next;
        }
        return leader;
    }
}

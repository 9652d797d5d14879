package org.amurwatch.streams.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.avro.Severity;
import org.amurwatch.streams.place.PlaceIndex;
import org.amurwatch.streams.place.Places;
import org.amurwatch.streams.rule.IndexedHistory;
import org.amurwatch.streams.rule.Match;
import org.amurwatch.streams.rule.RuleEngine;
import org.amurwatch.streams.rule.RuleEvent;
import org.amurwatch.streams.rule.RuleEvents;
import org.amurwatch.streams.rule.Surroundings;
import org.junit.jupiter.api.Test;

/** The same events give the same groups of evidence and the same severities, whatever the order in which they come. */
class RandomOrderTest {

    private static final AlertKind[] KINDS = {
        AlertKind.SNARE,
        AlertKind.SNARE,
        AlertKind.GUNSHOT,
        AlertKind.HUMAN_TRACKS,
        AlertKind.CAMP,
        AlertKind.HUMAN_PRESENCE,
        AlertKind.VEHICLE
    };

    /** What was said of an event, in the order in which it was. */
    private record Statement(String id, Optional<SectorEvent> event) {}

    @Test
    void shouldGroupTheSameInAnyOrderOfArrival() {
        long seed = System.nanoTime();
        System.out.println("RandomOrderTest seed " + seed);
        Random random = new Random(seed);
        for (int world = 0; world < 40; world++) {
            List<SectorEvent> events = new ArrayList<>();
            int count = 5 + random.nextInt(40);
            for (int i = 0; i < count; i++) {
                events.add(event("e" + i, random));
            }
            List<String> expected = oracle(events);
            for (int order = 0; order < 4; order++) {
                Collections.shuffle(events, random);
                Office office = new Office(FieldRules.ALL, Field.team("north"));
                int minute = 0;
                for (SectorEvent event : events) {
                    office.on(event, Field.minutes(119).plusMillis(minute++));
                }
                office.until(Field.minutes(120));
                assertThat(office.groups())
                        .as("seed %d, world %d, order %d", seed, world, order)
                        .isEqualTo(expected);
            }
        }
    }

    /** Withdrawn, moved, turned into something else, given back: only what is known at the end counts. */
    @Test
    void shouldEndAtTheSameGroupsWhateverWasSaidBefore() {
        long seed = System.nanoTime();
        System.out.println("RandomOrderTest corrections seed " + seed);
        Random random = new Random(seed);
        for (int world = 0; world < 60; world++) {
            Office office = new Office(FieldRules.ALL, Field.team("north"));
            Map<String, SectorEvent> known = new TreeMap<>();
            for (int step = 0; step < 60; step++) {
                Statement statement = statement(known, random);
                Instant at = Field.minutes(119).plusMillis(step);
                if (statement.event().isPresent()) {
                    known.put(statement.id(), statement.event().get());
                    office.on(statement.event().get(), at);
                } else {
                    SectorEvent gone = known.remove(statement.id());
                    office.on(Field.withdrawn(gone), at);
                }
            }
            office.until(Field.minutes(120));
            assertThat(office.groups())
                    .as("seed %d, world %d", seed, world)
                    .isEqualTo(oracle(new ArrayList<>(known.values())));
        }
    }

    private static Statement statement(Map<String, SectorEvent> known, Random random) {
        String id = "e" + random.nextInt(25);
        if (known.containsKey(id) && random.nextInt(3) == 0) {
            return new Statement(id, Optional.empty());
        }
        return new Statement(id, Optional.of(event(id, random)));
    }

    /** Everything happens within the two hours before it is received, so that all of it is fresh. */
    private static SectorEvent event(String id, Random random) {
        Instant observedAt = Field.minutes(5 + random.nextInt(110));
        double north = random.nextInt(120) * 0.25;
        if (random.nextInt(8) == 0) {
            return Field.leopard(id, north, observedAt.plusSeconds(60));
        }
        AlertKind kind = KINDS[random.nextInt(KINDS.length)];
        String station = "s" + random.nextInt(4);
        return Field.sign(id, kind, north, Field.minutes(119), alert -> {
            Field.byHuman(station).accept(alert);
            alert.setObservedAt(observedAt);
        });
    }

    /** Slow and plain: each event's matches in the whole history; what shares an event is one. */
    private static List<String> oracle(List<SectorEvent> events) {
        IndexedHistory history = new IndexedHistory();
        events.forEach(event -> history.put(RuleEvents.now(event).orElseThrow()));
        RuleEngine engine = new RuleEngine(FieldRules.book(FieldRules.ALL), new Nowhere());
        List<Match> matches = history.all().stream()
                .flatMap(event -> engine.matches(event, history).stream())
                .toList();
        Map<String, Integer> group = new HashMap<>();
        int next = 0;
        for (RuleEvent event : history.all()) {
            group.put(event.key(), next++);
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Match match : matches) {
                int least =
                        match.eventKeys().stream().mapToInt(group::get).min().orElseThrow();
                for (String key : match.eventKeys()) {
                    changed |= group.put(key, least) != least;
                }
            }
        }
        Map<Integer, Set<String>> evidence = new TreeMap<>();
        Map<Integer, Severity> severity = new HashMap<>();
        Map<Integer, PageLevel> level = new HashMap<>();
        for (Match match : matches) {
            int of = group.get(match.eventKeys().get(0));
            evidence.computeIfAbsent(of, any -> new TreeSet<>()).addAll(match.eventKeys());
            severity.merge(of, match.severity(), (one, other) -> one.compareTo(other) > 0 ? one : other);
            level.merge(of, match.level(), (one, other) -> one.compareTo(other) > 0 ? one : other);
        }
        return evidence.entrySet().stream()
                .map(entry -> severity.get(entry.getKey()) + " " + level.get(entry.getKey()) + " "
                        + List.copyOf(entry.getValue()))
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private static final class Nowhere implements Surroundings {

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
    }

    @Test
    void shouldHoldTheTestItselfToFreshEvents() {
        assertThat(Duration.between(Field.minutes(5), Field.minutes(120))).isLessThan(Duration.ofHours(2));
    }
}

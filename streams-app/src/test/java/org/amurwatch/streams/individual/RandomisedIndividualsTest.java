package org.amurwatch.streams.individual;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.amurwatch.avro.Individual;
import org.amurwatch.avro.IndividualAlias;
import org.amurwatch.avro.IndividualStatus;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.Signal;
import org.junit.jupiter.api.Test;

/** Random sightings, corrections and registers, compared with a slow count from scratch. */
class RandomisedIndividualsTest {

    private static final Instant AT = Instant.parse("2026-03-01T00:00:00Z");
    private static final List<String> NAMES = List.of("A", "B", "C", "D", "x", "y");
    private static final List<String> SOURCES = List.of("park", "reserve");
    private static final int CASES = 30;

    private final long seed = Long.getLong("amurwatch.test.seed", System.nanoTime());

    @Test
    void shouldAgreeWithTheOracleWhateverHappens() {
        System.out.println("RandomisedIndividualsTest seed " + seed + " (-Damurwatch.test.seed=" + seed + ")");
        for (int number = 0; number < CASES; number++) {
            Random random = new Random(seed + number);
            World world = new World();
            MemoryIndividuals individuals = new MemoryIndividuals();
            for (int step = 0; step < 60; step++) {
                world.step(random, individuals);
                if (random.nextInt(10) == 0) {
                    individuals.restart();
                }
                if (step % 6 == 5) {
                    compare(individuals, world, "seed " + (seed + number) + ", step " + step);
                }
            }
        }
    }

    @Test
    void shouldEndInTheSameStateInAnyOrderOfArrival() {
        for (int number = 0; number < CASES; number++) {
            long caseSeed = seed + number;
            Random random = new Random(caseSeed);
            World world = new World();
            MemoryIndividuals first = new MemoryIndividuals();
            for (int step = 0; step < 60; step++) {
                world.step(random, first);
            }
            List<Object> all = new ArrayList<>(world.events.values());
            all.addAll(world.register.values());
            Collections.shuffle(all, random);
            MemoryIndividuals second = new MemoryIndividuals();
            for (Object one : all) {
                if (one instanceof Individual entry) {
                    second.register(entry, AT);
                } else {
                    second.add((LocatedEvent) one, AT);
                }
            }
            compare(second, world, "seed " + caseSeed);
            assertThat(second.timeless()).as("seed %d", caseSeed).isEqualTo(first.timeless());
            assertThat(second.open.keySet()).as("seed %d", caseSeed).isEqualTo(first.open.keySet());
        }
    }

    private static void compare(MemoryIndividuals individuals, World world, String where) {
        Map<String, List<LocatedEvent>> seen = new TreeMap<>();
        world.events.forEach((key, event) -> seen.computeIfAbsent(world.individual(event), id -> new ArrayList<>())
                .add(event));
        Set<String> expected = new TreeSet<>(seen.keySet());
        world.register.forEach((id, entry) -> {
            if (world.follow(id).equals(id)) {
                expected.add(id);
            }
        });
        assertThat(individuals.statuses.keySet()).as(where).isEqualTo(expected);
        int movements = 0;
        int crossings = 0;
        for (IndividualStatus status : individuals.statuses.values()) {
            List<LocatedEvent> rows = seen.getOrDefault(status.getIndividualId(), List.of());
            new Account(rows).compare(status, where);
            movements += status.getImpossibleMovements();
            crossings += status.getCrossings();
            String mother = world.mother(status.getIndividualId());
            assertThat(status.getMotherId()).as(where).isEqualTo(mother);
            Set<String> cubs = new TreeSet<>();
            for (Individual entry : world.register.values()) {
                if (entry.getMergedInto() == null && status.getIndividualId().equals(world.mother(entry.getId()))) {
                    cubs.add(entry.getId());
                }
            }
            assertThat(new TreeSet<>(status.getCubIds())).as(where).isEqualTo(cubs);
        }
        assertThat(individuals.open.values().stream()
                        .filter(signal -> signal.getKind() == org.amurwatch.avro.SignalKind.MOVEMENT)
                        .map(Signal::getSignalId)
                        .count())
                .as(where)
                .isEqualTo(movements);
        assertThat(individuals.open).as(where).hasSize(movements + crossings);
    }

    /** What a slow reader would make of the rows of one animal. */
    private record Account(List<LocatedEvent> rows) {

        void compare(IndividualStatus status, String where) {
            List<LocatedEvent> sorted = new ArrayList<>(rows);
            sorted.sort((a, b) -> {
                int byTime = a.getSighting()
                        .getObservedAt()
                        .compareTo(b.getSighting().getObservedAt());
                return byTime != 0 ? byTime : key(a).compareTo(key(b));
            });
            int crossings = 0;
            int impossible = 0;
            for (int i = 1; i < sorted.size(); i++) {
                var a = sorted.get(i - 1).getSighting();
                var b = sorted.get(i).getSighting();
                if ((a.getPosition().getLongitude() < 131.2) != (b.getPosition().getLongitude() < 131.2)) {
                    crossings++;
                }
                double hours =
                        (b.getObservedAt().toEpochMilli() - a.getObservedAt().toEpochMilli()) / 3_600_000.0;
                double kilometres = kilometres(a.getPosition(), b.getPosition());
                if (kilometres > (hours > 1 ? 4 : 60) * hours) {
                    impossible++;
                }
            }
            assertThat(status.getCrossings()).as(where).isEqualTo(crossings);
            assertThat(status.getImpossibleMovements()).as(where).isEqualTo(impossible);
            assertThat(status.getSightings()).as(where).isEqualTo(sorted.size());
            assertThat(status.getFirst() == null).as(where).isEqualTo(sorted.isEmpty());
            if (!sorted.isEmpty()) {
                assertThat(status.getFirst().getEventKey()).as(where).isEqualTo(key(sorted.get(0)));
                assertThat(status.getLast().getEventKey()).as(where).isEqualTo(key(sorted.get(sorted.size() - 1)));
            }
            assertThat(status.getHomeRangeCentre() != null).as(where).isEqualTo(sorted.size() >= 5);
        }

        /** The spherical law of cosines: another formula than the one under test. */
        private static double kilometres(org.amurwatch.avro.Position a, org.amurwatch.avro.Position b) {
            double cosine = Math.sin(Math.toRadians(a.getLatitude())) * Math.sin(Math.toRadians(b.getLatitude()))
                    + Math.cos(Math.toRadians(a.getLatitude()))
                            * Math.cos(Math.toRadians(b.getLatitude()))
                            * Math.cos(Math.toRadians(b.getLongitude() - a.getLongitude()));
            return 6371.0088 * Math.acos(Math.min(1, cosine));
        }

        static String key(LocatedEvent event) {
            var provenance = event.getSighting().getProvenance();
            return provenance.getSourceId() + "/" + provenance.getEventId();
        }
    }

    /** What is so: events and register. */
    private static final class World {

        private final Map<String, LocatedEvent> events = new HashMap<>();
        private final Map<String, Individual> register = new TreeMap<>();
        private int next;

        void step(Random random, MemoryIndividuals individuals) {
            int what = random.nextInt(10);
            if (what < 5 || events.isEmpty()) {
                String key = SOURCES.get(random.nextInt(2)) + "/" + next++;
                put(key, event(key, random), individuals);
            } else if (what == 5) {
                String key = any(random);
                individuals.change(key, events.remove(key), null, AT);
            } else if (what == 6) {
                String key = any(random);
                put(key, event(key, random), individuals);
            } else {
                Individual entry = entry(NAMES.get(random.nextInt(4)), random);
                register.put(entry.getId(), entry);
                individuals.register(entry, AT);
            }
        }

        private void put(String key, LocatedEvent now, MemoryIndividuals individuals) {
            LocatedEvent before = events.put(key, now);
            boolean moved = before != null
                    && !before.getPlacement()
                            .getTerritoryId()
                            .equals(now.getPlacement().getTerritoryId());
            if (moved) {
                individuals.change(key, before, null, AT);
                individuals.change(key, null, now, AT);
            } else {
                individuals.change(key, before, now, AT);
            }
        }

        private String any(Random random) {
            List<String> keys = new ArrayList<>(new TreeSet<>(events.keySet()));
            return keys.get(random.nextInt(keys.size()));
        }

        private static LocatedEvent event(String key, Random random) {
            Instant at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(60L * random.nextInt(20_000));
            return Animals.seen(
                    key,
                    NAMES.get(random.nextInt(NAMES.size())),
                    at.toString(),
                    43 + random.nextInt(100) / 200.0,
                    131 + random.nextInt(40) / 100.0,
                    "t" + random.nextInt(3));
        }

        private static Individual entry(String id, Random random) {
            int letter = NAMES.indexOf(id);
            // Only towards a later letter, as 'merge' refuses circles.
            String into =
                    letter < 3 && random.nextInt(3) == 0 ? NAMES.get(letter + 1 + random.nextInt(3 - letter)) : null;
            String mother = letter < 3 && random.nextInt(2) == 0 ? NAMES.get(letter + 1) : null;
            String[] aliases =
                    random.nextBoolean() ? new String[] {"park", letter % 2 == 0 ? "x" : "y"} : new String[0];
            return Animals.merged(Animals.registered(id, mother, aliases), into);
        }

        String follow(String id) {
            String at = id;
            while (register.get(at).getMergedInto() != null
                    && register.containsKey(register.get(at).getMergedInto())) {
                at = register.get(at).getMergedInto();
            }
            return at;
        }

        String mother(String id) {
            Individual entry = register.get(id);
            if (entry == null || entry.getMotherId() == null) {
                return null;
            }
            return register.containsKey(entry.getMotherId()) ? follow(entry.getMotherId()) : entry.getMotherId();
        }

        String individual(LocatedEvent event) {
            String source = event.getSighting().getProvenance().getSourceId();
            String name = event.getSighting().getIdentification().getIndividualId();
            for (Individual entry : register.values()) {
                for (IndividualAlias alias : entry.getAliases()) {
                    if (alias.getRegister().equals(source) && alias.getId().equals(name)) {
                        return follow(entry.getId());
                    }
                }
            }
            return register.containsKey(name) ? follow(name) : source + "/" + name;
        }
    }
}

package org.amurwatch.consumer.dashboard.past;

import static org.amurwatch.consumer.dashboard.ParkRecords.NOW;
import static org.amurwatch.consumer.dashboard.ParkRecords.gone;
import static org.amurwatch.consumer.dashboard.ParkRecords.placement;
import static org.amurwatch.consumer.dashboard.ParkRecords.sighting;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.Position;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random corrections, moves and withdrawals, read from partitions in a random order, with restarts and crashes at random
 * moments; compared with a plain map of how all of it ended.
 */
class PastIndexRandomTest {

    private static final int ROUNDS = 8;
    private static final int EVENTS = 60;
    private static final int CHANGES = 400;
    private static final int TERRITORIES = 3;
    private static final Position HERE = new Position(43.1, 131.4, 10.0);
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    private Path folders;

    private final List<List<ObservationChange>> partitions = new ArrayList<>();
    /** How each event stands; those that were taken back are not among them. */
    private final Map<String, ObservationChange> oracle = new HashMap<>();

    @Test
    void shouldEndAsAPlainMapDoes() throws IOException {
        long first = new Random().nextLong();
        for (int round = 0; round < ROUNDS; round++) {
            long seed = first + round;
            System.out.println("PastIndexRandomTest: seed " + seed);
            Random random = new Random(seed);
            happen(random);
            Path folder = read(random, folders.resolve(Integer.toString(round)));
            try (PastIndex index = new PastIndex(folder, CLOCK)) {
                index.open();
                compare(index, random, "seed " + seed);
            }
        }
    }

    private void happen(Random random) {
        partitions.clear();
        oracle.clear();
        for (int i = 0; i < TERRITORIES; i++) {
            partitions.add(new ArrayList<>());
        }
        for (int i = 0; i < CHANGES; i++) {
            String id = "e" + random.nextInt(EVENTS);
            Instant observedAt = NOW.minus(Duration.ofHours(random.nextInt(405 * 24)));
            int territory = random.nextInt(TERRITORIES);
            ObservationChange before = oracle.get("src/" + id);
            if (before == null) {
                ObservationChange made =
                        sighting(id, "Sus scrofa", placement("t" + territory, "khasan"), HERE, observedAt);
                // An identity that was taken back and comes again says so later.
                made.getNow().getSighting().getProvenance().setRevision(NOW.plusSeconds(i));
                write(territory, made);
            } else if (random.nextInt(4) == 0) {
                partitions.get(territory(before)).add(gone(before));
                oracle.remove(before.getEventKey());
            } else {
                ObservationChange now = PastRecords.corrected(before, "t" + territory, observedAt, i);
                if (territory != territory(before)) {
                    partitions.get(territory(before)).add(gone(before));
                    now = ObservationChange.newBuilder(now).setBefore(null).build();
                }
                write(territory, now);
            }
        }
    }

    private void write(int territory, ObservationChange change) {
        partitions.get(territory).add(change);
        oracle.put(change.getEventKey(), change);
    }

    private static int territory(ObservationChange change) {
        return Integer.parseInt(change.getNow().getPlacement().getTerritoryId().substring(1));
    }

    /** Reads all of it, and answers the folder where the index is in the end. */
    private Path read(Random random, Path begin) throws IOException {
        Path folder = begin;
        PastIndex index = new PastIndex(folder, CLOCK);
        index.open();
        for (int crash = 0; takeSome(index, random); crash++) {
            int fate = random.nextInt(10);
            if (fate == 0) {
                index.close();
                index = new PastIndex(folder, CLOCK);
                index.open();
            } else if (fate == 1) {
                folder = copy(folder, folder.resolveSibling(begin.getFileName() + "-crash-" + crash));
                // What it goes on with is lost with it.
                takeSome(index, random);
                index.close();
                index = new PastIndex(folder, CLOCK);
                index.open();
            }
        }
        index.close();
        return folder;
    }

    /** Answers whether there was something to take. */
    private boolean takeSome(PastIndex index, Random random) {
        Map<TopicPartition, Long> offsets = index.offsets();
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < TERRITORIES; i++) {
            if (offsets.getOrDefault(partition(i), 0L) < partitions.get(i).size()) {
                open.add(i);
            }
        }
        if (open.isEmpty()) {
            return false;
        }
        int chosen = open.get(random.nextInt(open.size()));
        int from = offsets.getOrDefault(partition(chosen), 0L).intValue();
        int to = Math.min(partitions.get(chosen).size(), from + 1 + random.nextInt(20));
        List<PastStatement> statements = partitions.get(chosen).subList(from, to).stream()
                .map(PastStatement::of)
                .flatMap(Optional::stream)
                .toList();
        index.take(statements, Map.of(partition(chosen), (long) to), Map.of());
        return true;
    }

    private static TopicPartition partition(int territory) {
        return new TopicPartition("territory.observations", territory);
    }

    /** As a disk is after a kill: nothing was closed. */
    private static Path copy(Path folder, Path to) throws IOException {
        // What RocksDB does by itself, such as to remove a file, must not fall between two files that are copied.
        for (int attempt = 0; ; attempt++) {
            Path copy = to.resolveSibling(to.getFileName() + "-" + attempt);
            try {
                Map<String, Long> before = files(folder);
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.toList()) {
                        Files.copy(file, copy.resolve(folder.relativize(file).toString()));
                    }
                }
                if (files(folder).equals(before)) {
                    return copy;
                }
            } catch (NoSuchFileException | UncheckedIOException e) {
                // One was removed: again.
                continue;
            }
        }
    }

    private static Map<String, Long> files(Path folder) throws IOException {
        Map<String, Long> sizes = new HashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sizes.put(file.toString(), file.toFile().length());
            }
        }
        return sizes;
    }

    private void compare(PastIndex index, Random random, String seed) {
        for (int i = 0; i < 20; i++) {
            Instant from = i == 0 ? Instant.EPOCH : NOW.minus(Duration.ofHours(random.nextInt(400 * 24)));
            Instant to = i == 0 ? NOW.plusSeconds(1) : from.plus(Duration.ofHours(random.nextInt(100 * 24)));
            List<String> found = new ArrayList<>();
            index.read(
                    from,
                    to,
                    null,
                    sector -> true,
                    entry -> found.add(entry.key().observedAt() + " "
                            + entry.key().id() + " "
                            + entry.event()
                                    .getObservation()
                                    .getNow()
                                    .getSighting()
                                    .getCount() + " "
                            + entry.event()
                                    .getObservation()
                                    .getNow()
                                    .getPlacement()
                                    .getTerritoryId()));
            assertThat(found).as("%s, %s to %s", seed, from, to).isEqualTo(expected(index, from, to));
        }
    }

    private List<String> expected(PastIndex index, Instant from, Instant to) {
        Instant oldest = index.reach().oldest();
        return oracle.values().stream()
                .filter(change -> !at(change).isBefore(from)
                        && !at(change).isBefore(oldest)
                        && at(change).isBefore(to))
                .map(change -> at(change) + " " + change.getEventKey() + " "
                        + change.getNow().getSighting().getCount() + " "
                        + change.getNow().getPlacement().getTerritoryId())
                .sorted()
                .toList();
    }

    private static Instant at(ObservationChange change) {
        return change.getNow().getSighting().getObservedAt();
    }
}

package org.amurwatch.consumer.dashboard.past;

import static org.amurwatch.consumer.dashboard.ParkRecords.NOW;
import static org.amurwatch.consumer.dashboard.ParkRecords.gone;
import static org.amurwatch.consumer.dashboard.ParkRecords.placement;
import static org.amurwatch.consumer.dashboard.ParkRecords.sighting;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
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
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.Position;
import org.amurwatch.record.TrustedRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that fills an index is killed (SIGKILL): what it leaves is what stood after as many records as it says it read. */
class PastIndexKilledTest {

    private static final int KILLS = 2;
    private static final int RECORDS = 200_000;
    private static final int EVENTS = 300;
    private static final int WRITES_BETWEEN_WORDS = 16;
    private static final String WRITTEN = "written";
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final TopicPartition PARTITION = new TopicPartition("territory.observations", 0);
    private static final Position HERE = new Position(43.1, 131.4, 10.0);

    @TempDir
    private Path folder;

    @Test
    void shouldHoldAfterAKillWhatItSaysItRead() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("PastIndexKilledTest: seed " + seed);
        Random random = new Random(seed);
        long read = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            killWhileItReads(seed, 1 + random.nextInt(30));
            try (PastIndex index = new PastIndex(folder, CLOCK)) {
                index.open();
                long now = index.offsets().getOrDefault(PARTITION, 0L);
                assertThat(now).as("seed %d: it went on", seed).isGreaterThan(read);
                read = now;
                Map<String, Instant> found = new HashMap<>();
                index.read(Instant.EPOCH, NOW.plusSeconds(1), null, sector -> true, entry -> {
                    assertThat(found.put(entry.key().id(), entry.key().observedAt()))
                            .as("seed %d: none stands there twice", seed)
                            .isNull();
                    return true;
                });
                assertThat(found).as("seed %d, after %d records", seed, read).isEqualTo(new Stream(seed).after(read));
            }
        }
    }

    /** It says a word now and then as it writes; it has gone on by the time that is heard, so that the kill falls anywhere. */
    private void killWhileItReads(long seed, int words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PastIndexKilledTest.class.getName(),
                        folder.toString(),
                        Long.toString(seed))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            int heard = 0;
            while (heard < words) {
                String line = out.readLine();
                assertThat(line).as("it still reads").isNotNull();
                heard += line.equals(WRITTEN) ? 1 : 0;
            }
            assertThat(process.isAlive()).as("it still reads").isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** The process that is killed. */
    public static void main(String[] args) {
        Stream stream = new Stream(Long.parseLong(args[1]));
        try (PastIndex index = new PastIndex(Path.of(args[0]), CLOCK)) {
            index.open();
            long next = index.offsets().getOrDefault(PARTITION, 0L);
            stream.after(next);
            Random random = new Random();
            int writes = 0;
            while (next < RECORDS) {
                List<PastStatement> statements = new ArrayList<>();
                int size = 1 + random.nextInt(20);
                for (int i = 0; i < size; i++) {
                    Optional<PastStatement> statement = PastStatement.of(stream.next());
                    statement.ifPresent(statements::add);
                }
                next += size;
                index.take(statements, Map.of(PARTITION, next), Map.of());
                if (++writes % WRITES_BETWEEN_WORDS == 0) {
                    System.out.println(WRITTEN);
                }
            }
        }
    }

    /** The same changes for the same seed. */
    private static final class Stream {

        private final Random random;
        private final Map<String, ObservationChange> standing = new HashMap<>();

        Stream(long seed) {
            TrustedRecords.trust();
            this.random = new Random(seed);
        }

        ObservationChange next() {
            String id = "e" + random.nextInt(EVENTS);
            Instant observedAt = NOW.minus(Duration.ofMinutes(random.nextInt(390 * 24 * 60)));
            ObservationChange before = standing.get("src/" + id);
            if (before != null && random.nextInt(4) == 0) {
                standing.remove("src/" + id);
                return gone(before);
            }
            ObservationChange now = before == null
                    ? sighting(id, "Sus scrofa", placement("pad", "khasan"), HERE, observedAt)
                    : PastRecords.corrected(before, "pad", observedAt, 1);
            standing.put("src/" + id, now);
            return now;
        }

        /** When each event was that stands after so many changes. */
        Map<String, Instant> after(long changes) {
            for (long i = 0; i < changes; i++) {
                next();
            }
            Map<String, Instant> times = new HashMap<>();
            standing.forEach(
                    (id, change) -> times.put(id, change.getNow().getSighting().getObservedAt()));
            return times;
        }
    }
}

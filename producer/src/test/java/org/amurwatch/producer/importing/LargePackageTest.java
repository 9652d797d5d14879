package org.amurwatch.producer.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.PrivateDetails;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sighting;
import org.amurwatch.producer.camtrap.KindMapping;
import org.amurwatch.producer.publish.EventSink;
import org.amurwatch.producer.table.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory does not grow with the package: but for 19 to 24 bytes for each event that has a row of its own. */
class LargePackageTest {

    private static final int ROWS = 100_000;

    @TempDir
    private Path folder;

    /** Counts, keeps nothing. */
    private static final class CountingSink implements EventSink, PublishedEvents {

        private long events;
        private long heldBytes;

        @Override
        public void publish(Sighting sighting) {
            events++;
            if (events == ROWS / 5) {
                heldBytes = heldBytes();
            }
        }

        @Override
        public void publish(PoachingAlert alert) {
            events++;
        }

        @Override
        public void publish(PrivateDetails details) {}

        @Override
        public void publish(PatrolPosition position) {}

        @Override
        public void publish(Deployment deployment) {}

        @Override
        public void flush() {}

        @Override
        public void close() {}

        @Override
        public void read(String sourceId, Handler handler) {}
    }

    /** What is really held: what garbage collection leaves. */
    private static long heldBytes() {
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
    }

    @Test
    void shouldHoldLittleOfALargePackage() throws IOException {
        PackageFixture fixture = PackageFixture.ordinary();
        Path path = fixture.folder(folder);
        Instant start = Instant.parse("2025-01-01T00:00:00Z");
        try (BufferedWriter out = Files.newBufferedWriter(path.resolve("observations.csv"))) {
            out.write(fixture.observationHeader + "\n");
            for (int i = 0; i < ROWS; i++) {
                String type =
                        switch (i % 10) {
                            case 0, 1, 2 -> "animal,,Sus scrofa,1,";
                            case 3 -> "human,,,1,";
                            default -> "unclassified,,,,";
                        };
                // A bad row in twenty, to see that long lists are not held either.
                String time = i % 20 == 19
                        ? "no time"
                        : start.plusSeconds(i % 2_600_000).toString();
                out.write("o" + i + ",d" + (1 + i % 2) + ",e" + i + ",," + time + ",,event," + type + ",,,,,,,\n");
            }
        }
        CountingSink sink = new CountingSink();
        long before = heldBytes();
        CamtrapImport camtrapImport =
                new CamtrapImport(sink, () -> sink, Clock.fixed(Importer.NOW, ZoneOffset.UTC), Progress.SILENT);
        long began = System.nanoTime();
        try (ImportSummary summary = camtrapImport.run(new CamtrapImport.Request(
                path, null, KindMapping.none(), Purpose.ACTUAL, "", false, false, folder.resolve("work")))) {
            double seconds = (System.nanoTime() - began) / 1e9;
            // In the middle of the last pass, with all that a run keeps in memory.
            long held = sink.heldBytes - before;
            System.out.printf("LargePackageTest: %,d rows in %.1f s, %,d bytes held%n", ROWS, seconds, held);

            assertThat(summary.count(Count.READ)).isEqualTo(ROWS);
            assertThat(summary.rejected().count()).isEqualTo(ROWS / 20);
            assertThat(sink.events).isEqualTo(ROWS * 4L / 10);
            // Rows alone would be some 150 bytes each; lists of rejected rows some 200.
            assertThat(held).isLessThan(ROWS * 24L + (4 << 20));
        }
    }
}

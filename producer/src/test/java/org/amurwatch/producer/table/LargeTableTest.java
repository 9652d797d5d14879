package org.amurwatch.producer.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.LongSummaryStatistics;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.PrivateDetails;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sighting;
import org.amurwatch.producer.live.LiveEvent;
import org.amurwatch.producer.publish.EventSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory does not grow with a table. {@code -Damurwatch.large-table-megabytes=10240} reads 10 GiB. */
class LargeTableTest {

    private static final long BYTES = Long.getLong("amurwatch.large-table-megabytes", 200) << 20;
    private static final int LOOKS = 8;
    private static final long ROWS_BETWEEN_LOOKS = Math.max(1, BYTES / 90 / LOOKS);

    @TempDir
    private Path folder;

    /** A header, and then rows without end but for the limit; one in 1,000 can't be used. Held nowhere. */
    private static final class Rows extends InputStream {

        private byte[] line = "id,time,latitude,longitude,note\n".getBytes(StandardCharsets.UTF_8);
        private int position;
        private long row = 1;
        private long given;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (position == line.length) {
                if (given >= BYTES) {
                    return -1;
                }
                row++;
                String latitude = row % 1_000 == 0 ? "nowhere" : "43.1";
                line = ("a" + row + ",2026-11-20T04:00:00Z," + latitude
                                + ",131.4,a snare of wire beside the path to the spring\n")
                        .getBytes(StandardCharsets.UTF_8);
                position = 0;
            }
            int count = Math.min(length, line.length - position);
            System.arraycopy(line, position, bytes, offset, count);
            position += count;
            given += count;
            return count;
        }
    }

    private static final class Snares implements RowReading {

        @Override
        public void begin(Header header, ImportedFile file) {
            header.require("id");
        }

        @Override
        public void read(Row row, ImportedFile file, RowOutcomes outcomes) throws UnusableRow {
            outcomes.event(new LiveEvent.OfPoachingAlert(
                    PoachingAlert.newBuilder()
                            .setProvenance(file.provenance(row.required(300, "id"), row))
                            .setPurpose(file.purpose())
                            .setObservedAt(FieldTime.parse("time", row.required("time")))
                            .setPosition(FieldPosition.of(row, "latitude", "longitude"))
                            .setKind(AlertKind.SNARE)
                            .build(),
                    null));
        }
    }

    /** Counts, keeps nothing, and looks now and then at what is held. */
    private static final class CountingSink implements EventSink {

        private final LongSummaryStatistics held = new LongSummaryStatistics();
        private long events;

        @Override
        public void publish(PoachingAlert alert) {
            if (++events % ROWS_BETWEEN_LOOKS == 0) {
                held.accept(heldBytes());
            }
        }

        @Override
        public void publish(Sighting sighting) {}

        @Override
        public void publish(Deployment deployment) {}

        @Override
        public void publish(PatrolPosition position) {}

        @Override
        public void publish(PrivateDetails details) {}

        @Override
        public void flush() {}

        @Override
        public void close() {}
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
    void shouldHoldNoMoreOfALargeTableThanOfASmallOne() {
        CountingSink sink = new CountingSink();
        TableFile file = new TableFile("large.csv", null, BYTES, counted -> new CountedStream(new Rows(), counted));
        TableImport tableImport =
                new TableImport(() -> sink, Clock.fixed(ImportRun.NOW, ZoneOffset.UTC), Progress.SILENT);
        long began = System.nanoTime();
        try (TableSummary summary = tableImport.run(
                new TableImport.Request(List.of(file), TableForm.usual(), "large", Purpose.ACTUAL, null, false, folder),
                new Snares())) {
            double seconds = (System.nanoTime() - began) / 1e9;
            System.out.printf(
                    "LargeTableTest: %,d MB, %,d rows in %.1f s, %,.0f a second; held from %,d to %,d bytes%n",
                    BYTES >> 20,
                    summary.read(),
                    seconds,
                    summary.read() / seconds,
                    sink.held.getMin(),
                    sink.held.getMax());

            assertThat(summary.rejected().count()).isEqualTo((summary.read() + 1) / 1_000);
            assertThat(sink.events)
                    .isEqualTo(summary.read() - summary.rejected().count());
            assertThat(sink.held.getCount()).isGreaterThanOrEqualTo(LOOKS - 2);
            assertThat(sink.held.getMax() - sink.held.getMin()).isLessThan(4 << 20);
        }
        assertThat(folder).isEmptyDirectory();
    }
}

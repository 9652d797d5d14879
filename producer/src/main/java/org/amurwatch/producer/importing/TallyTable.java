package org.amurwatch.producer.importing;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.ClassificationTally;
import org.amurwatch.producer.camtrap.ObservationRow;

/** How far the rows of each deployment and quarter of an hour are classified; on disk, with the latest in memory. */
final class TallyTable {

    private static final long QUARTER_MILLIS = Duration.ofMinutes(15).toMillis();
    private static final int MOST_IN_MEMORY = 20_000;

    private record Quarter(int deployment, long start) {}

    /** What one row counts as. */
    enum Column {
        CLASSIFIED,
        UNCLASSIFIED,
        UNKNOWN,
        BLANK;

        static Column of(ObservationRow row) {
            return switch (row.type()) {
                case UNCLASSIFIED -> UNCLASSIFIED;
                case UNKNOWN -> UNKNOWN;
                case BLANK -> BLANK;
                case ANIMAL -> row.scientificName() == null ? UNKNOWN : CLASSIFIED;
                case HUMAN, VEHICLE -> CLASSIFIED;
            };
        }
    }

    private final ImportWorkspace workspace;
    private final Map<Quarter, int[]> latest = new HashMap<>();

    TallyTable(ImportWorkspace workspace) {
        this.workspace = workspace;
    }

    /** @param deployment number of the deployment in this import */
    void add(int deployment, Instant time, Column column) {
        if (latest.size() >= MOST_IN_MEMORY) {
            flush();
        }
        long start = Math.floorDiv(time.toEpochMilli(), QUARTER_MILLIS) * QUARTER_MILLIS;
        latest.computeIfAbsent(new Quarter(deployment, start), quarter -> new int[4])[column.ordinal()]++;
    }

    /** In order of time. */
    List<ClassificationTally> of(int deployment) {
        flush();
        List<ClassificationTally> tallies = new ArrayList<>();
        byte[] prefix = ByteBuffer.allocate(4).putInt(deployment).array();
        workspace.forEach(ImportWorkspace.Table.TALLY, prefix, (key, value) -> {
            int[] counts = counts(value);
            tallies.add(ClassificationTally.newBuilder()
                    .setQuarterHour(Instant.ofEpochMilli(ByteBuffer.wrap(key).getLong(4) ^ Long.MIN_VALUE))
                    .setRows(counts[0] + counts[1] + counts[2] + counts[3])
                    .setUnclassified(counts[Column.UNCLASSIFIED.ordinal()])
                    .setUnknown(counts[Column.UNKNOWN.ordinal()])
                    .setBlank(counts[Column.BLANK.ordinal()])
                    .build());
        });
        return tallies;
    }

    private void flush() {
        latest.forEach((quarter, counts) -> {
            byte[] key = key(quarter);
            byte[] before = workspace.get(ImportWorkspace.Table.TALLY, key);
            int[] sum = before == null ? new int[4] : counts(before);
            ByteBuffer bytes = ByteBuffer.allocate(16);
            for (int i = 0; i < sum.length; i++) {
                bytes.putInt(sum[i] + counts[i]);
            }
            workspace.put(ImportWorkspace.Table.TALLY, key, bytes.array());
        });
        latest.clear();
    }

    /** The sign bit is turned, so that times before 1970 sort first. */
    private static byte[] key(Quarter quarter) {
        return ByteBuffer.allocate(12)
                .putInt(quarter.deployment())
                .putLong(quarter.start() ^ Long.MIN_VALUE)
                .array();
    }

    private static int[] counts(byte[] value) {
        ByteBuffer bytes = ByteBuffer.wrap(value);
        return new int[] {bytes.getInt(), bytes.getInt(), bytes.getInt(), bytes.getInt()};
    }
}

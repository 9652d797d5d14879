package org.amurwatch.producer.importing;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.amurwatch.avro.ClassificationTally;
import org.amurwatch.producer.camtrap.ObservationRow;

/**
 * How far the rows of each deployment and quarter of an hour are classified; on disk, with the latest in memory. What goes
 * to disk is added up when it is read: rows may come in any order, and to look each quarter up took most of an import's time.
 */
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
    private int flushes;

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
        SortedMap<Long, int[]> sums = new TreeMap<>();
        byte[] prefix = ByteBuffer.allocate(4).putInt(deployment).array();
        workspace.forEach(ImportWorkspace.Table.TALLY, prefix, (key, value) -> {
            int[] sum = sums.computeIfAbsent(ByteBuffer.wrap(key).getLong(4), start -> new int[4]);
            ByteBuffer counts = ByteBuffer.wrap(value);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += counts.getInt();
            }
        });
        List<ClassificationTally> tallies = new ArrayList<>();
        sums.forEach((start, sum) -> tallies.add(ClassificationTally.newBuilder()
                .setQuarterHour(Instant.ofEpochMilli(start))
                .setRows(sum[0] + sum[1] + sum[2] + sum[3])
                .setUnclassified(sum[Column.UNCLASSIFIED.ordinal()])
                .setUnknown(sum[Column.UNKNOWN.ordinal()])
                .setBlank(sum[Column.BLANK.ordinal()])
                .build()));
        return tallies;
    }

    private void flush() {
        latest.forEach((quarter, counts) -> {
            ByteBuffer bytes = ByteBuffer.allocate(16);
            for (int count : counts) {
                bytes.putInt(count);
            }
            workspace.put(ImportWorkspace.Table.TALLY, key(quarter), bytes.array());
        });
        latest.clear();
        flushes++;
    }

    private byte[] key(Quarter quarter) {
        return ByteBuffer.allocate(16)
                .putInt(quarter.deployment())
                .putLong(quarter.start())
                .putInt(flushes)
                .array();
    }
}

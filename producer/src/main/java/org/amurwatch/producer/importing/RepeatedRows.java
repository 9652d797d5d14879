package org.amurwatch.producer.importing;

import java.nio.ByteBuffer;
import org.amurwatch.producer.camtrap.ObservationRow;
import org.amurwatch.producer.importing.ImportWorkspace.Table;
import org.amurwatch.producer.table.Row;

/**
 * Which one of several rows with the same id holds: the one with the smallest digest, whatever their order. On disk, but
 * for the ids that come more than once.
 */
final class RepeatedRows {

    /** Readings of the rows after the survey: in each of them one of several equal rows holds. */
    enum Reading {
        COMPARE,
        PUBLISH
    }

    /** What becomes of a row. */
    enum Standing {
        HOLDS,
        /** An equal row was met before in this reading. */
        REPEATED,
        /** Another row has its id and says something else; that one holds. */
        CONTRADICTED
    }

    private final ImportWorkspace workspace;
    private final HashSet128 repeatedIds = new HashSet128();

    RepeatedRows(ImportWorkspace workspace) {
        this.workspace = workspace;
    }

    /** Takes in each row once, in the survey. */
    void survey(ObservationRow observation, byte[] digest) {
        Hash128 id = Hash128.of(observation.observationId());
        byte[] key = ImportWorkspace.key(id);
        byte[] before = workspace.get(Table.ROW, key);
        long own = ByteBuffer.wrap(digest).getLong();
        if (before != null) {
            repeatedIds.add(id);
        }
        if (before == null || Long.compareUnsigned(own, ByteBuffer.wrap(before).getLong()) < 0) {
            workspace.put(Table.ROW, key, ByteBuffer.allocate(8).putLong(own).array());
        }
    }

    /** To be asked once for each row in each reading. */
    Standing standing(Row row, ObservationRow observation, Reading reading) {
        if (repeatedIds.size() == 0) {
            return Standing.HOLDS;
        }
        Hash128 id = Hash128.of(observation.observationId());
        if (!repeatedIds.contains(id)) {
            return Standing.HOLDS;
        }
        byte[] key = ImportWorkspace.key(id);
        byte[] stored = workspace.get(Table.ROW, key);
        long own = ByteBuffer.wrap(row.digest("observation")).getLong();
        if (stored == null || ByteBuffer.wrap(stored).getLong() != own) {
            return Standing.CONTRADICTED;
        }
        byte mark = (byte) reading.ordinal();
        if (stored.length > Long.BYTES && stored[Long.BYTES] == mark) {
            return Standing.REPEATED;
        }
        workspace.put(
                Table.ROW,
                key,
                ByteBuffer.allocate(Long.BYTES + 1).putLong(own).put(mark).array());
        return Standing.HOLDS;
    }
}

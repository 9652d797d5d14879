package org.amurwatch.producer.gateway.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * How far a lane was sent, on disk. Two places of one file are written in turn, so that a write that power cuts in two leaves
 * the one before.
 */
final class PositionFile {

    /** Further apart than any disk's unit of writing. */
    static final int SECOND_PLACE = 64 * 1024;

    private static final int BYTES = 3 * 8;

    private final Path file;
    private final Disk disk;
    private long writes;

    /**
     * @param sequence of the last record that needs no sending any more; 0: none yet
     * @param number of that record
     */
    record Position(long sequence, long number) {

        static final Position NONE = new Position(0, 0);
    }

    PositionFile(Path file, Disk disk) {
        this.file = file;
        this.disk = disk;
    }

    /** The last position that was written whole; none where no such is there: then all is sent again. */
    Position read() throws IOException {
        Position position = Position.NONE;
        if (!Files.exists(file)) {
            return position;
        }
        try (var channel = Files.newByteChannel(file)) {
            for (long place : new long[] {0, SECOND_PLACE}) {
                ByteBuffer bytes = ByteBuffer.allocate(BYTES + 4);
                channel.position(place);
                while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
                if (!bytes.hasRemaining() && bytes.getInt(BYTES) == checksum(bytes) && bytes.getLong(0) > writes) {
                    writes = bytes.getLong(0);
                    position = new Position(bytes.getLong(8), bytes.getLong(16));
                }
            }
        }
        return position;
    }

    void write(Position position) throws IOException {
        long next = writes + 1;
        ByteBuffer bytes = ByteBuffer.allocate(BYTES + 4);
        bytes.putLong(next).putLong(position.sequence()).putLong(position.number());
        bytes.putInt(checksum(bytes)).flip();
        disk.overwrite(file, next % 2 == 0 ? 0 : SECOND_PLACE, bytes);
        writes = next;
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.array(), 0, BYTES);
        return (int) checksum.getValue();
    }
}

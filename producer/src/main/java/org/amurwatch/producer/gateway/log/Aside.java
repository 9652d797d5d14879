package org.amurwatch.producer.gateway.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** Folder of bytes that were no record, for a person to look at. */
final class Aside {

    private static final int LONGEST = 8 << 20;

    private final Path folder;
    private final Path lanes;
    private final Disk disk;
    private final LogListener listener;
    private final AtomicLong stretches = new AtomicLong();

    /** @param lanes where all files of the log are */
    Aside(Path folder, Path lanes, Disk disk, LogListener listener) {
        this.folder = folder;
        this.lanes = lanes;
        this.disk = disk;
        this.listener = listener;
    }

    /** Keeps a damaged stretch; tells of it. Never fails: what can't be kept is told all the same. */
    void keep(SegmentReader reader, Path file, SegmentReader.Damaged damaged) {
        // Kind, source and name of the file.
        String name = String.valueOf(lanes.relativize(file)).replace('/', '-') + "-" + damaged.start();
        long length = damaged.end() - damaged.start();
        if (damaged.unfinished()) {
            listener.cutOff(file.toString(), length);
            return;
        }
        stretches.incrementAndGet();
        try {
            byte[] bytes = reader.bytes(damaged.start(), damaged.end(), LONGEST);
            Files.createDirectories(folder);
            disk.overwrite(folder.resolve(name), 0, ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            listener.diskFailed("Can't keep damaged bytes as " + name + ": " + e.getMessage());
        }
        listener.damaged(file.toString(), length, folder.resolve(name).toString());
    }

    /** Tells that a file is gone that nobody but the log may delete. */
    void missing(Path file) {
        stretches.incrementAndGet();
        listener.damaged(file.toString(), 0, "nothing, for the file is gone");
    }

    /** Tells that a file whose records were all sent is still there: after the next start it is tried again. */
    void notDeleted(Path file, IOException failure) {
        listener.diskFailed("Can't delete " + file + ", whose records were sent: " + failure.getMessage());
    }

    /** How many stretches were found since the start. */
    long stretches() {
        return stretches.get();
    }
}

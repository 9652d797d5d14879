package org.amurwatch.producer.gateway.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;

/** Keeps others out of a folder, until it is closed or its process ends, however it ends. */
final class FolderLock implements Closeable {

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws CommandFailure if somebody has it */
    static FolderLock take(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "Another gateway uses the folder " + folder + ": stop it first, or choose another folder.");
        }
        return new FolderLock(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

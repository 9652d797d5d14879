package org.amurwatch.producer.gateway.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The local disk, until it is told to fail. */
class FailingDisk implements Disk {

    volatile boolean failWrites;
    volatile boolean failForces;

    private final boolean forces;

    /** @param forces false where a test is about what is written, and needs no patience with a real disk */
    FailingDisk(boolean forces) {
        this.forces = forces;
    }

    void beforeForce() {}

    @Override
    public AppendFile create(Path file) throws IOException {
        AppendFile local = LOCAL.create(file);
        return new AppendFile() {

            @Override
            public void write(ByteBuffer bytes) throws IOException {
                fail(failWrites);
                local.write(bytes);
            }

            @Override
            public void force() throws IOException {
                beforeForce();
                fail(failForces);
                if (forces) {
                    local.force();
                }
            }

            @Override
            public void close() throws IOException {
                local.close();
            }
        };
    }

    private void fail(boolean now) throws IOException {
        if (now) {
            throw new IOException("No space left on device");
        }
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        if (forces) {
            LOCAL.forceFolder(folder);
        }
    }

    @Override
    public void overwrite(Path file, long at, ByteBuffer bytes) throws IOException {
        LOCAL.overwrite(file, at, bytes);
    }

    @Override
    public void truncate(Path file, long size) throws IOException {
        LOCAL.truncate(file, size);
    }

    @Override
    public void delete(Path file) throws IOException {
        LOCAL.delete(file);
    }

    @Override
    public long usableBytes(Path folder) throws IOException {
        return LOCAL.usableBytes(folder);
    }
}

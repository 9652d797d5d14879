package org.amurwatch.producer.gateway.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A disk that at a loss of power forgets what was not forced, but for as many bytes and names as chance keeps. */
final class ForgetfulDisk implements Disk {

    private final Random random;
    private final boolean forces;
    private final List<Growing> files = new ArrayList<>();
    private final Map<Path, Set<Path>> unforcedNames = new HashMap<>();
    private boolean off;

    /** @param forces whether it does what it is asked to when asked to force bytes: a defect if not */
    ForgetfulDisk(Random random, boolean forces) {
        this.random = random;
        this.forces = forces;
    }

    @Override
    public synchronized AppendFile create(Path file) throws IOException {
        checkOn();
        Files.createFile(file);
        unforcedNames
                .computeIfAbsent(file.getParent(), folder -> new HashSet<>())
                .add(file);
        Growing growing = new Growing(file);
        files.add(growing);
        return growing;
    }

    @Override
    public synchronized void forceFolder(Path folder) throws IOException {
        checkOn();
        unforcedNames.remove(folder);
    }

    @Override
    public synchronized void overwrite(Path file, long at, ByteBuffer bytes) throws IOException {
        checkOn();
        LOCAL.overwrite(file, at, bytes);
    }

    @Override
    public synchronized void truncate(Path file, long size) throws IOException {
        checkOn();
        LOCAL.truncate(file, size);
    }

    @Override
    public synchronized void delete(Path file) throws IOException {
        checkOn();
        LOCAL.delete(file);
        files.removeIf(growing -> growing.file.equals(file));
        unforcedNames.values().forEach(names -> names.remove(file));
    }

    @Override
    public long usableBytes(Path folder) {
        return Long.MAX_VALUE;
    }

    /** The power goes: nothing is written any more, and of what was not forced a part is lost. */
    synchronized void losePower() throws IOException {
        if (off) {
            return;
        }
        off = true;
        for (Growing file : files) {
            byte[] unforced = file.unforced.toByteArray();
            int kept = random.nextInt(unforced.length + 1);
            Files.write(file.file, java.util.Arrays.copyOf(unforced, kept), StandardOpenOption.APPEND);
        }
        for (Set<Path> names : unforcedNames.values()) {
            for (Path name : names) {
                if (random.nextBoolean()) {
                    Files.delete(name);
                }
            }
        }
    }

    private void checkOn() throws IOException {
        if (off) {
            throw new IOException("The power is off.");
        }
    }

    private final class Growing implements AppendFile {

        private final Path file;
        private final ByteArrayOutputStream unforced = new ByteArrayOutputStream();

        Growing(Path file) {
            this.file = file;
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            synchronized (ForgetfulDisk.this) {
                checkOn();
                byte[] copy = new byte[bytes.remaining()];
                bytes.get(copy);
                unforced.write(copy);
            }
        }

        @Override
        public void force() throws IOException {
            synchronized (ForgetfulDisk.this) {
                checkOn();
                if (forces) {
                    Files.write(file, unforced.toByteArray(), StandardOpenOption.APPEND);
                    unforced.reset();
                }
            }
        }

        @Override
        public void close() {}
    }
}

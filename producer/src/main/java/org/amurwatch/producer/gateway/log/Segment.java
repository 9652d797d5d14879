package org.amurwatch.producer.gateway.log;

import java.nio.file.Path;

/** One file of a lane, named by the sequence of its first record. */
final class Segment {

    static final String ENDING = ".log";

    private final Path file;
    private final long firstSequence;
    private volatile long bytes;

    /** @param bytes how much of it was acknowledged; the rest is not read */
    Segment(Path file, long firstSequence, long bytes) {
        this.file = file;
        this.firstSequence = firstSequence;
        this.bytes = bytes;
    }

    static Path file(Path folder, long firstSequence) {
        return folder.resolve(String.format("%019d%s", firstSequence, ENDING));
    }

    Path file() {
        return file;
    }

    long firstSequence() {
        return firstSequence;
    }

    long bytes() {
        return bytes;
    }

    void grow(long more) {
        bytes += more;
    }

    void shrinkTo(long size) {
        bytes = size;
    }
}

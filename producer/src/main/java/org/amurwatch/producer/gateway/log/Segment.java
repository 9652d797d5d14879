package org.amurwatch.producer.gateway.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One file of a lane, named by the sequence of its first record. */
final class Segment {

    private static final String ENDING = ".log";

    private final Path file;
    private final long firstSequence;
    private volatile long bytes;

    /** @param bytes how much of it was acknowledged; the rest is not read */
    Segment(Path file, long firstSequence, long bytes) {
        this.file = file;
        this.firstSequence = firstSequence;
        this.bytes = bytes;
    }

    /** Those of a lane's folder, the oldest first. */
    static List<Segment> all(Path folder) throws IOException {
        List<Segment> segments = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.matches("\\d{19}\\" + ENDING)) {
                    segments.add(new Segment(file, Long.parseLong(name.substring(0, 19)), Files.size(file)));
                }
            }
        }
        return segments;
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

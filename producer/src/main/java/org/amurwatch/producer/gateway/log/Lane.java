package org.amurwatch.producer.gateway.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.amurwatch.producer.gateway.log.PositionFile.Position;
import org.jspecify.annotations.Nullable;

/**
 * Everything of one kind and one source, oldest first: files that only grow, and how far they were sent. One thread appends, one
 * reads.
 */
public final class Lane {

    /** An entirely sent file that is still written to is given up from this size on. */
    private static final long WORTH_DELETING = 64 * 1024;

    private final LogKind kind;
    private final String source;
    private final Path folder;
    private final Disk disk;
    private final Aside aside;
    private final PositionFile positionFile;
    private final long segmentBytes;
    private final Deque<Segment> segments = new ArrayDeque<>();

    private Disk.@Nullable AppendFile open;
    private boolean writing;
    private long lastSequence;
    private long lastNumber;
    private Position sent = Position.NONE;
    private @Nullable Place next;

    /** Where reading goes on. */
    private record Place(Segment segment, long offset) {}

    /** Opens what a folder holds; cuts off what is unfinished at its end. */
    Lane(LogKind kind, String source, Path folder, long segmentBytes, Disk disk, Aside aside) throws IOException {
        this.kind = kind;
        this.source = source;
        this.folder = folder;
        this.segmentBytes = segmentBytes;
        this.disk = disk;
        this.aside = aside;
        this.positionFile = new PositionFile(folder.resolve("position"), disk);
        this.sent = positionFile.read();
        this.lastSequence = sent.sequence();
        this.lastNumber = sent.number();
        segments.addAll(Segment.all(folder));
        recoverEnd();
        deleteSent();
    }

    public LogKind kind() {
        return kind;
    }

    public String source() {
        return source;
    }

    /** Of the last record that survives a loss of power, or was sent. */
    synchronized long lastSequence() {
        return lastSequence;
    }

    /** Records that are still to be sent; a few more than there are where some were damaged. */
    public synchronized long waiting() {
        return Math.max(0, lastNumber - sent.number());
    }

    synchronized long bytes() {
        return segments.stream().mapToLong(Segment::bytes).sum();
    }

    /**
     * Writes records behind what is there and forces them onto the disk.
     *
     * @throws IOException if the disk refuses: then none of them was accepted, and later ones go to a new file
     */
    void append(long firstSequence, List<Unwritten> unwritten) throws IOException {
        int size = unwritten.stream().mapToInt(Unwritten::size).sum();
        ByteBuffer bytes = ByteBuffer.allocate(size);
        long sequence = firstSequence;
        long number = lastNumber;
        for (Unwritten one : unwritten) {
            RecordForm.put(new LogRecord(sequence++, ++number, one.receivedAt(), kind, source, one.payload()), bytes);
        }
        bytes.flip();
        try {
            Disk.AppendFile file = fileFor(firstSequence);
            file.write(bytes);
            file.force();
        } catch (IOException | RuntimeException e) {
            giveUpOpenFile();
            throw e;
        }
        synchronized (this) {
            segments.getLast().grow(size);
            lastSequence = sequence - 1;
            lastNumber = number;
            writing = false;
        }
    }

    private Disk.AppendFile fileFor(long firstSequence) throws IOException {
        synchronized (this) {
            writing = true;
            if (open != null && segments.getLast().bytes() >= segmentBytes) {
                closeOpenFile();
            }
            if (open != null) {
                return open;
            }
        }
        Path path = Segment.file(folder, firstSequence);
        Disk.AppendFile created = disk.create(path);
        synchronized (this) {
            open = created;
            segments.addLast(new Segment(path, firstSequence, 0));
        }
        disk.forceFolder(folder);
        return created;
    }

    /** After a failure nobody knows what is on the disk behind what was acknowledged, so this file is written to no more. */
    private synchronized void giveUpOpenFile() {
        writing = false;
        if (open != null) {
            closeOpenFile();
            if (segments.getLast().bytes() == 0) {
                delete(segments.removeLast());
            }
        }
    }

    synchronized void close() {
        closeOpenFile();
    }

    private void closeOpenFile() {
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            // What was acknowledged was forced before, and the rest is given up.
        }
        open = null;
    }

    /**
     * The oldest records that were not sent.
     *
     * @return null where there are none
     */
    public @Nullable Batch read(int mostRecords, int mostBytes) throws IOException {
        for (Place place = placeToRead(); place != null; place = placeToRead()) {
            Batch batch = read(place, mostRecords, mostBytes);
            if (!batch.records().isEmpty()) {
                return batch;
            }
        }
        return null;
    }

    /** The first place where something is left; null where all was read. */
    private synchronized @Nullable Place placeToRead() {
        while (!segments.isEmpty()) {
            Segment first = segments.getFirst();
            if (next == null || next.segment() != first) {
                next = new Place(first, 0);
            }
            if (next.offset() < first.bytes()) {
                return next;
            }
            if (segments.size() == 1) {
                return null;
            }
            delete(segments.removeFirst());
        }
        return null;
    }

    /** Records from a place on; none where only sent ones or damage were found, which are passed. */
    private Batch read(Place place, int mostRecords, int mostBytes) throws IOException {
        Batch batch = new Batch(place.segment());
        long limit = place.segment().bytes();
        long passed = place.offset();
        try (SegmentReader reader = new SegmentReader(place.segment().file(), passed, limit)) {
            SegmentReader.Item item = reader.next();
            while (item != null && batch.records().size() < mostRecords && batch.bytes() < mostBytes) {
                if (item instanceof SegmentReader.Sound sound && sound.record().sequence() > sent.sequence()) {
                    batch.add(sound);
                } else if (!batch.records().isEmpty()) {
                    break;
                } else {
                    if (item instanceof SegmentReader.Damaged damaged) {
                        aside.keep(reader, place.segment().file(), damaged);
                    }
                    passed = item.end();
                }
                item = reader.next();
            }
            if (item == null && batch.records().isEmpty()) {
                passed = limit;
            }
        } catch (NoSuchFileException e) {
            aside.missing(place.segment().file());
            passed = limit;
        }
        synchronized (this) {
            next = new Place(place.segment(), passed);
        }
        return batch;
    }

    /**
     * The first records of a batch, the last one that was read, need no sending any more. Files of which that is true of all
     * records are deleted.
     *
     * @throws IOException if that can't be kept: then they are sent again after the next start
     */
    public void acknowledge(Batch batch, int count) throws IOException {
        if (count == 0) {
            return;
        }
        LogRecord last = batch.records().get(count - 1);
        synchronized (this) {
            sent = new Position(last.sequence(), last.number());
            next = new Place(batch.segment(), batch.endOf(count - 1));
        }
        positionFile.write(new Position(last.sequence(), last.number()));
        deleteSent();
    }

    private synchronized void deleteSent() {
        boolean allSent = sent.sequence() >= lastSequence && !writing;
        if (allSent && (open == null || segments.getLast().bytes() >= WORTH_DELETING)) {
            closeOpenFile();
            while (!segments.isEmpty()) {
                delete(segments.removeFirst());
            }
        } else {
            placeToRead();
        }
    }

    private void delete(Segment segment) {
        try {
            disk.delete(segment.file());
        } catch (IOException e) {
            aside.notDeleted(segment.file(), e);
        }
    }

    /** Finds the last sound record; cuts off what is unfinished behind it. */
    private void recoverEnd() throws IOException {
        Iterator<Segment> backwards = segments.descendingIterator();
        boolean found = false;
        while (backwards.hasNext() && !found) {
            Segment segment = backwards.next();
            try (SegmentReader reader = new SegmentReader(segment.file(), 0, segment.bytes())) {
                for (SegmentReader.Item item = reader.next(); item != null; item = reader.next()) {
                    if (item instanceof SegmentReader.Sound sound) {
                        found = true;
                        lastSequence = Math.max(lastSequence, sound.record().sequence());
                        lastNumber = Math.max(lastNumber, sound.record().number());
                    } else if (item instanceof SegmentReader.Damaged damaged && damaged.unfinished()) {
                        aside.keep(reader, segment.file(), damaged);
                        disk.truncate(segment.file(), damaged.start());
                        segment.shrinkTo(damaged.start());
                    }
                }
            }
            if (segment.bytes() == 0) {
                backwards.remove();
                delete(segment);
            }
        }
    }
}

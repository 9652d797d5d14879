package org.amurwatch.producer.gateway.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;

/**
 * What a gateway has accepted and not yet sent. An answer means that the record survives a loss of power; those that come
 * while the disk is busy share its next write. For several threads, and for one process: a second one is refused.
 */
public final class GatewayLog implements AutoCloseable {

    private static final Pattern SOURCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final int MOST_IN_A_GROUP = 1000;
    private static final int GROUP_BYTES = 1 << 20;
    private static final long MOST_WAITING_BYTES = 4L << 20;
    private static final Unwritten STOP = new Unwritten(
            LogKind.URGENT,
            "",
            new ReceiptTime(0, new java.util.UUID(0, 0), 0),
            new byte[0],
            new CompletableFuture<>());

    private final Path folder;
    private final Disk disk;
    private final LogLimits limits;
    private final LogListener listener;
    private final Aside aside;
    private final FolderLock lock;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
    private final BlockingQueue<Unwritten> queue = new LinkedBlockingQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final Set<LogKind> full = ConcurrentHashMap.newKeySet();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong refusedForRoom = new AtomicLong();
    private final Thread writer = new Thread(this::write, "gateway-log");
    private volatile boolean closed;
    private long lastSequence;

    /**
     * Opens a log, and makes one where there is none.
     *
     * @throws CommandFailure if another process has it open, or the folder can't be read
     */
    public GatewayLog(Path folder, LogLimits limits, Disk disk, LogListener listener) {
        this.folder = folder;
        this.limits = limits;
        this.disk = disk;
        this.listener = listener;
        this.aside = new Aside(folder.resolve("damaged"), folder.resolve("lanes"), disk, listener);
        try {
            Files.createDirectories(folder.resolve("lanes"));
            this.lock = FolderLock.take(folder);
            openLanes();
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "The gateway's folder " + folder + " can't be used: " + e.getMessage(), e);
        }
        writer.start();
    }

    private void openLanes() throws IOException {
        for (LogKind kind : LogKind.values()) {
            Path ofKind = folder.resolve("lanes").resolve(kind.name());
            if (Files.isDirectory(ofKind)) {
                try (Stream<Path> sources = Files.list(ofKind)) {
                    for (Path source : sources.sorted().toList()) {
                        openLane(kind, String.valueOf(source.getFileName()));
                    }
                }
            }
        }
        lastSequence =
                lanes.values().stream().mapToLong(Lane::lastSequence).max().orElse(0);
    }

    private Lane openLane(LogKind kind, String source) throws IOException {
        Path ofLane = folder.resolve("lanes").resolve(kind.name()).resolve(source);
        if (!Files.isDirectory(ofLane)) {
            Files.createDirectories(ofLane);
            disk.forceFolder(folder.resolve("lanes").resolve(kind.name()));
            disk.forceFolder(folder.resolve("lanes"));
            disk.forceFolder(folder);
        }
        Lane lane = new Lane(kind, source, ofLane, limits.segmentBytes(), disk, aside);
        lanes.put(kind + "/" + source, lane);
        return lane;
    }

    /** Whether it has the form of a source: letters, digits, dots, underscores and hyphens, at most 100. */
    public static boolean isSource(String name) {
        return SOURCE.matcher(name).matches();
    }

    /**
     * Writes a record. Never throws: the answer is the record's sequence once it survives a loss of power, or fails with
     * {@link NotAccepted}.
     *
     * @throws IllegalArgumentException if the source has another form than {@link #isSource}
     */
    public CompletableFuture<Long> append(LogKind kind, String source, ReceiptTime receivedAt, byte[] payload) {
        if (!isSource(source)) {
            throw new IllegalArgumentException(
                    "A source of a gateway is named by letters, digits, '.', '_' and '-', 100" + " at most; got '"
                            + source + "'.");
        }
        Unwritten unwritten = new Unwritten(kind, source, receivedAt, payload, new CompletableFuture<>());
        if (payload.length > RecordForm.LONGEST_PAYLOAD) {
            return refuse(unwritten, NotAccepted.Reason.TOO_LARGE, "It has more than a mebibyte.");
        }
        synchronized (queue) {
            if (closed) {
                return refuse(
                        unwritten, NotAccepted.Reason.CLOSED, "The gateway is being stopped. Send it again soon.");
            }
            if (waitingBytes.get() > MOST_WAITING_BYTES && kind != LogKind.URGENT) {
                return refuse(
                        unwritten, NotAccepted.Reason.BUSY, "The gateway's disk does not keep up. Send it again soon.");
            }
            waitingBytes.addAndGet(unwritten.size());
            queue.add(unwritten);
        }
        return unwritten.answer();
    }

    private CompletableFuture<Long> refuse(Unwritten unwritten, NotAccepted.Reason reason, String sentence) {
        refused.incrementAndGet();
        unwritten.answer().completeExceptionally(new NotAccepted(reason, sentence));
        return unwritten.answer();
    }

    private void write() {
        List<Unwritten> group = new ArrayList<>();
        boolean stop = false;
        while (!stop) {
            try {
                stop = takeGroup(group);
                writeGroup(group);
            } catch (InterruptedException e) {
                stop = true;
            } catch (RuntimeException e) {
                listener.diskFailed("The log failed: " + e);
                group.forEach(one -> refuse(one, NotAccepted.Reason.DISK, "The gateway could not keep it."));
            }
            group.clear();
        }
        for (Unwritten left = queue.poll(); left != null; left = queue.poll()) {
            refuse(left, NotAccepted.Reason.CLOSED, "The gateway is being stopped. Send it again soon.");
        }
    }

    /** Waits for one and takes what came with it; true after the last one. */
    private boolean takeGroup(List<Unwritten> group) throws InterruptedException {
        Unwritten next = queue.take();
        long bytes = 0;
        while (next != null && next != STOP) {
            group.add(next);
            bytes += next.size();
            next = group.size() < MOST_IN_A_GROUP && bytes < GROUP_BYTES ? queue.poll() : null;
        }
        waitingBytes.addAndGet(-bytes);
        return next == STOP;
    }

    private void writeGroup(List<Unwritten> group) {
        Map<String, List<Unwritten>> byLane = new LinkedHashMap<>();
        Room room = room();
        for (Unwritten one : group) {
            if (room.takes(one.kind(), one.size())) {
                full.remove(one.kind());
                byLane.computeIfAbsent(one.kind() + "/" + one.source(), lane -> new ArrayList<>())
                        .add(one);
            } else {
                full.add(one.kind());
                refusedForRoom.incrementAndGet();
                refuse(
                        one,
                        NotAccepted.Reason.FULL,
                        "The gateway's disk is full of events that could not be sent yet. "
                                + "Keep it, and send it again later.");
            }
        }
        byLane.forEach(this::writeToLane);
    }

    private void writeToLane(String name, List<Unwritten> unwritten) {
        long first = lastSequence + 1;
        lastSequence += unwritten.size();
        try {
            Lane lane = lanes.get(name);
            if (lane == null) {
                lane = openLane(unwritten.get(0).kind(), unwritten.get(0).source());
            }
            lane.append(first, unwritten);
        } catch (IOException e) {
            listener.diskFailed("Can't write to the gateway's folder: " + e.getMessage());
            unwritten.forEach(one -> refuse(
                    one,
                    NotAccepted.Reason.DISK,
                    "The gateway's disk did not take it. Keep it, and send it again later."));
            return;
        }
        for (int i = 0; i < unwritten.size(); i++) {
            unwritten.get(i).answer().complete(first + i);
        }
    }

    private Room room() {
        return new Room(limits, bytes(), freeBytes());
    }

    private long freeBytes() {
        try {
            return disk.usableBytes(folder);
        } catch (IOException e) {
            // It can't be asked, so the write itself will tell.
            return Long.MAX_VALUE;
        }
    }

    /** One lane per kind and source that anything ever came of. */
    public List<Lane> lanes() {
        return List.copyOf(lanes.values());
    }

    /** Of all files of the log. */
    public long bytes() {
        return lanes.values().stream().mapToLong(Lane::bytes).sum();
    }

    /** Kinds of which the last one that came was refused for want of room, which there still is none of. */
    public Set<LogKind> full() {
        Room room = room();
        Set<LogKind> still = EnumSet.noneOf(LogKind.class);
        full.stream().filter(room::isNearlyFull).forEach(still::add);
        return still;
    }

    /** How many were refused since the start, for whatever reason. */
    public long refused() {
        return refused.get();
    }

    /** How many of them for want of room. */
    public long refusedForRoom() {
        return refusedForRoom.get();
    }

    /** How many stretches of bytes were no records since the start. */
    public long damaged() {
        return aside.stretches();
    }

    /** Writes what was handed over before, and ends. */
    @Override
    public void close() {
        synchronized (queue) {
            closed = true;
            queue.add(STOP);
        }
        try {
            writer.join(TimeUnit.SECONDS.toMillis(10));
            lanes.values().forEach(Lane::close);
            lock.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The lock ends with the process.
        }
    }
}

package org.amurwatch.producer.gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.amurwatch.producer.gateway.log.ReceiptTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What time it was when something came, though the machine's clock may have been wrong: small computers often have no clock that
 * runs without power. Each start of the gateway (a run) counts time by a clock that nobody sets; once the centre has said what
 * time it is, all times of that run are known. A run in which the centre was never reached has the machine's clock alone, which
 * is believed as long as it is not before what was known when the run began. For several threads.
 */
public final class GatewayClock {

    /** A clock that is as near as this to the centre's is right. */
    static final Duration RIGHT = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(GatewayClock.class);
    /** Before this there was no gateway. */
    private static final Instant EARLIEST = Instant.parse("2025-01-01T00:00:00Z");

    private static final long STEP_MILLIS = 5_000;
    private static final long KEEP_AGAIN_MILLIS = Duration.ofHours(1).toMillis();
    private static final int MOST_RUNS = 500;

    private final Path file;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final UUID run;
    private final long startedNanos;
    private final Map<UUID, Run> runs = new LinkedHashMap<>();
    private long keptAtElapsed;
    private long offset;
    private int steps;

    /**
     * @param floor what time it was at least when the run began, milliseconds since 1970
     * @param trueStart when it began by the centre's clock; null where the centre was not reached
     */
    private record Run(long floor, @Nullable Long trueStart) {}

    /**
     * When something came.
     *
     * @param at the best that is known
     * @param isSure whether the centre's clock stands behind it, or at least nothing speaks against the machine's
     */
    public record KnownTime(Instant at, boolean isSure) {}

    /**
     * Begins a run.
     *
     * @param file where times of runs are kept
     * @param clock the machine's
     * @param nanoTime counts on whatever is done to that clock
     */
    public GatewayClock(Path file, UUID run, Clock clock, LongSupplier nanoTime) {
        this.file = file;
        this.run = run;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.startedNanos = nanoTime.getAsLong();
        this.offset = clock.millis();
        long floor = Math.max(EARLIEST.toEpochMilli(), read());
        runs.put(run, new Run(floor, null));
        if (clock.millis() < floor) {
            LOG.warn(
                    "The clock says {}, and it is later than {}: until the centre is reached, times are unsure. Set the"
                            + " clock, or give the computer one with a battery.",
                    clock.instant(),
                    Instant.ofEpochMilli(floor));
        }
        keep();
    }

    /** When something comes now. */
    public synchronized ReceiptTime now() {
        long wall = clock.millis();
        long elapsed = elapsed();
        long step = wall - elapsed - offset;
        if (Math.abs(step) > STEP_MILLIS) {
            steps++;
            offset += step;
            LOG.warn("The clock was set by {} s; the order in which events came is kept.", step / 1000);
        }
        if (elapsed - keptAtElapsed > KEEP_AGAIN_MILLIS) {
            keep();
        }
        return new ReceiptTime(wall, run, elapsed);
    }

    /** The centre's clock says so now. */
    public synchronized void centreSays(Instant time) {
        long elapsed = elapsed();
        Run current = current();
        if (current.trueStart() == null || elapsed - keptAtElapsed > KEEP_AGAIN_MILLIS) {
            runs.put(run, new Run(current.floor(), time.toEpochMilli() - elapsed));
            keep();
        }
    }

    /** Whether the centre has said in this run what time it is. */
    public synchronized boolean isKnown() {
        return current().trueStart() != null;
    }

    /** By how much the machine's clock is ahead of the centre's; zero while that is not known. */
    public synchronized Duration ahead() {
        Long start = current().trueStart();
        return start == null ? Duration.ZERO : Duration.ofMillis(clock.millis() - start - elapsed());
    }

    /** How often the machine's clock was set in this run. */
    public synchronized int steps() {
        return steps;
    }

    /** What time it is, as far as is known. */
    public Instant time() {
        return timeOf(now()).at();
    }

    /** When something came. */
    public synchronized KnownTime timeOf(ReceiptTime receipt) {
        Run of = runs.getOrDefault(receipt.run(), new Run(EARLIEST.toEpochMilli(), null));
        if (of.trueStart() != null) {
            long known = of.trueStart() + receipt.elapsedMillis();
            boolean isRight = Math.abs(known - receipt.wallMillis()) <= RIGHT.toMillis();
            return new KnownTime(Instant.ofEpochMilli(isRight ? receipt.wallMillis() : known), true);
        }
        long earliest = of.floor() + receipt.elapsedMillis();
        boolean isPossible = receipt.wallMillis() >= earliest && !isInFuture(receipt);
        return new KnownTime(Instant.ofEpochMilli(isPossible ? receipt.wallMillis() : earliest), isPossible);
    }

    private boolean isInFuture(ReceiptTime receipt) {
        Long start = current().trueStart();
        return start != null && receipt.wallMillis() > start + elapsed() + RIGHT.toMillis();
    }

    private Run current() {
        return runs.getOrDefault(run, new Run(EARLIEST.toEpochMilli(), null));
    }

    private long elapsed() {
        return (nanoTime.getAsLong() - startedNanos) / 1_000_000;
    }

    /** Reads runs before this one; the latest time that is known. A file that makes no sense says nothing. */
    private long read() {
        long latest = Long.MIN_VALUE;
        try {
            if (!Files.exists(file)) {
                return latest;
            }
            for (String line : Files.readAllLines(file)) {
                String[] words = line.split(" ");
                if (words[0].equals("latest")) {
                    latest = Long.parseLong(words[1]);
                } else {
                    Long start = words[2].equals("-") ? null : Long.valueOf(words[2]);
                    runs.put(UUID.fromString(words[0]), new Run(Long.parseLong(words[1]), start));
                }
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            LOG.warn(
                    "Can't read {}: times of events that came before this start are those of the machine's clock.",
                    file,
                    e);
        }
        return latest;
    }

    /** What time it is at least. */
    private long atLeast() {
        Run current = current();
        Long start = current.trueStart();
        return (start == null ? current.floor() : start) + elapsed();
    }

    private void keep() {
        keptAtElapsed = elapsed();
        StringBuilder lines = new StringBuilder("latest ").append(atLeast()).append('\n');
        runs.entrySet().stream().skip(Math.max(0, runs.size() - MOST_RUNS)).forEach(entry -> {
            Long start = entry.getValue().trueStart();
            lines.append(entry.getKey())
                    .append(' ')
                    .append(entry.getValue().floor())
                    .append(' ');
            lines.append(start == null ? "-" : start).append('\n');
        });
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (FileChannel channel = FileChannel.open(
                    next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.US_ASCII));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("Can't keep {}: {}", file, e.getMessage());
        }
    }
}

package org.amurwatch.producer.publish;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;

/**
 * Lets a file import run only so far ahead of the readers of its records that a live report, which queues behind them, is
 * decided in time ({@link ImportWindow}). Asks how far the readers have come only while there is no room. Safe for several
 * threads.
 *
 * @param <P> what names a partition
 */
final class Pacer<P> {

    /** Between two looks at how far the reader has come: about the reader's commit interval. */
    static final Duration LOOK_EVERY = Duration.ofMillis(20);
    /** A wait without progress that the user should know of. */
    static final Duration TELL_AFTER = Duration.ofSeconds(3);

    private final Backlog<P> backlog;
    private final Supplier<ReaderProgress<P>> readers;
    private final ImportWindow<P> window;
    private final Duration patience;
    private final Consumer<String> progress;
    private final LongSupplier nanoTime;
    private final Pause pause;

    /** Waits for a while. */
    @FunctionalInterface
    interface Pause {
        void sleep(Duration time) throws InterruptedException;
    }

    /**
     * @param readers how far the readers have come, asked anew at each call
     * @param patience how long to wait while they make no progress at all
     * @param progress told in a sentence when a wait gets long, and when it is over
     * @param nanoTime as {@link System#nanoTime}
     */
    Pacer(
            Backlog<P> backlog,
            Supplier<ReaderProgress<P>> readers,
            Duration patience,
            Consumer<String> progress,
            LongSupplier nanoTime,
            Pause pause) {
        this.backlog = backlog;
        this.readers = readers;
        this.window = new ImportWindow<>();
        this.patience = patience;
        this.progress = progress;
        this.nanoTime = nanoTime;
        this.pause = pause;
    }

    Backlog<P> backlog() {
        return backlog;
    }

    /**
     * Returns once the partition has room for one more record.
     *
     * @throws CommandFailure (exit code 4) if the reader made no progress for as long as the patience lasts
     */
    void awaitRoom(P partition) {
        if (hasRoom(partition)) {
            return;
        }
        long lastProgress = nanoTime.getAsLong();
        boolean told = false;
        while (true) {
            ReaderProgress<P> read = readers.get();
            boolean moved = backlog.processed(read.committed());
            look(read);
            if (hasRoom(partition)) {
                if (told) {
                    progress.accept("streams-app is processing again: going on.");
                }
                return;
            }
            long now = nanoTime.getAsLong();
            lastProgress = moved ? now : lastProgress;
            Duration stuck = Duration.ofNanos(now - lastProgress);
            if (stuck.compareTo(patience) >= 0) {
                throw new CommandFailure(
                        ExitCode.UNREACHABLE,
                        "streams-app has processed nothing for " + patience.toSeconds() + " s while "
                                + backlog.unprocessed(partition) + " records of " + partition
                                + " wait for it: start it ('./amurwatch up' or './amurwatch streams'), then run this"
                                + " again. What was published is kept, and is not published twice.");
            }
            if (!told && stuck.compareTo(TELL_AFTER) >= 0) {
                told = true;
                progress.accept("Waiting for streams-app to process what is published already (at most "
                        + patience.toSeconds() + " s)...");
            }
            sleep();
        }
    }

    private synchronized void look(ReaderProgress<P> read) {
        window.look(backlog.ends(), read, nanoTime.getAsLong());
    }

    private synchronized boolean hasRoom(P partition) {
        return backlog.unprocessed(partition) < window.limit();
    }

    private void sleep() {
        try {
            pause.sleep(LOOK_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "Interrupted while waiting for streams-app.", e);
        }
    }
}

package org.amurwatch.streams.rebuild;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;

/** Waits for what other processes do, for so long and no longer. */
final class Patience {

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Duration limit;
    private final long until;

    Patience(Duration limit) {
        this.limit = limit;
        this.until = System.nanoTime() + limit.toNanos();
    }

    /** Looks until {@code done}; answers whether that came in time. */
    boolean await(BooleanSupplier done) throws InterruptedException {
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - until > 0) {
                return false;
            }
            Thread.sleep(PAUSE.toMillis());
        }
        return true;
    }

    /** @throws CommandFailure with what there was to wait for and the sentence of {@code otherwise}, if it did not come in time */
    void require(BooleanSupplier done, Supplier<String> otherwise) throws InterruptedException {
        if (!await(done)) {
            throw new CommandFailure(ExitCode.FAILED, "After " + limit.toSeconds() + " s: " + otherwise.get());
        }
    }
}

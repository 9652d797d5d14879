package org.amurwatch.streams.reference;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.amurwatch.streams.deadletter.FailureCause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits outages out, where a thread may not fail: Streams has no replacement for its global thread. Ends when it is closed,
 * so that a start that waits can be given up.
 */
public final class OutageWait implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OutageWait.class);

    private final Duration pause;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** @param pause between two tries */
    public OutageWait(Duration pause) {
        this.pause = pause;
    }

    /** The wait was given up, for the application stops. */
    static final class Stopped extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Stopped(String sentence, Throwable cause) {
            super(sentence, cause);
        }
    }

    /**
     * Calls {@code call} until it returns or fails for a reason that is no outage.
     *
     * @throws Stopped if this was closed meanwhile
     */
    <T> T until(Supplier<T> call) {
        while (true) {
            try {
                return call.get();
            } catch (RuntimeException e) {
                if (FailureCause.of(e) != FailureCause.OUTAGE) {
                    throw e;
                }
                LOG.warn("Waiting for the schema registry, which reference data needs: {}", e.getMessage());
                pause(e);
            }
        }
    }

    private void pause(RuntimeException outage) {
        try {
            if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Stopped("Stopped while it waited for an outage to end.", outage);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopped("Interrupted while it waited for an outage to end.", outage);
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}

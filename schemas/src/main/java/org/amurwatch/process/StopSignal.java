package org.amurwatch.process;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks a thread that goes round and round to end, also while it rests between two rounds. For any threads. */
public final class StopSignal {

    private final CountDownLatch raised = new CountDownLatch(1);

    /** Asks it to end, for good. */
    public void raise() {
        raised.countDown();
    }

    public boolean isRaised() {
        return raised.getCount() == 0;
    }

    /**
     * Rests; not longer than until the signal is raised. Who is interrupted meanwhile is to end too: that raises it, and the
     * thread stays interrupted.
     *
     * @return whether the thread is to end
     */
    public boolean rest(Duration time) {
        try {
            return raised.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            raise();
            return true;
        }
    }
}

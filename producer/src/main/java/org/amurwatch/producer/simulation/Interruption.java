package org.amurwatch.producer.simulation;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C: the run ends at the next event, and what was sent or written until then is kept. */
public final class Interruption implements AutoCloseable {

    /** Time to hand over what is under way; after it the process ends anyway. */
    private static final int SECONDS_TO_END = 20;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::askAndWait, "simulation-stop");

    /** Asked for when the process is told to end, which then waits until this is closed. */
    public static Interruption ofProcess() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** Ends the run. */
    public void ask() {
        asked.countDown();
    }

    /** @throws Stopped if it was asked for */
    public void check() {
        if (asked.getCount() == 0) {
            throw new Stopped();
        }
    }

    /**
     * Waits.
     *
     * @throws Stopped if it is asked for meanwhile
     */
    public void sleep(long nanos) {
        try {
            if (asked.await(nanos, TimeUnit.NANOSECONDS)) {
                throw new Stopped();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
    }

    private void askAndWait() {
        ask();
        try {
            if (!ended.await(SECONDS_TO_END, TimeUnit.SECONDS)) {
                ended.countDown();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The run is over. */
    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The hook is what ends us.
        }
    }

    /** The run was ended before its end. */
    public static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Stopped() {
            super("Stopped.");
        }
    }
}

package org.amurwatch.consumer.canary;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.amurwatch.consumer.http.CanaryHealth;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches that canaries arrive: the last one is as old as the time since it was received, so that whatever holds alerts up, or
 * keeps this process from them, makes it old. Then the operator is told once, and once when they arrive in time again.
 *
 * <p>Of several processes one gets the canaries; the others expect none. A process that has never got so far as to know which
 * of the two it is expects them. Safe for several threads.
 */
public final class CanaryWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CanaryWatch.class);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration BEFORE_TELLING_AGAIN = Duration.ofSeconds(30);

    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "dispatch-canary-watch");
        thread.setDaemon(true);
        return thread;
    });
    private final Clock clock;
    private final Duration longest;
    private final OutOfBand outOfBand;
    private Instant last;
    private boolean expected = true;
    private @Nullable Instant shutSince;
    private boolean shutTold;
    private @Nullable Duration lasted;
    private Instant tried = Instant.EPOCH;

    /** @param longest how old the last canary may be; zero: none is expected */
    public CanaryWatch(Clock clock, Duration longest, OutOfBand outOfBand) {
        this.clock = clock;
        this.longest = longest;
        this.outOfBand = outOfBand;
        this.last = clock.instant();
    }

    /** A canary has come the whole way; one that is older than the last changes nothing. */
    public synchronized void arrived(Instant receivedAt) {
        if (receivedAt.isAfter(last)) {
            last = receivedAt;
        }
    }

    /** Whether canaries come to this process. Where they begin to, the first one has as much time as any. */
    public synchronized void expect(boolean canaries) {
        if (canaries && !expected) {
            last = clock.instant();
        }
        expected = canaries;
    }

    /** How it stands; null: no canary is expected here. */
    public synchronized @Nullable CanaryHealth health() {
        if (!expected || longest.isZero()) {
            return null;
        }
        Duration age = Duration.between(last, clock.instant());
        return new CanaryHealth(age.isNegative() ? Duration.ZERO : age, longest);
    }

    /** Looks every few seconds from now on, in a thread of its own: telling somebody may take its time. */
    public void start() {
        looking.scheduleWithFixedDelay(this::lookAndGoOn, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void lookAndGoOn() {
        try {
            look();
        } catch (RuntimeException e) { // Thrown on, it would be the last look.
            LOG.error("Looking for canaries failed.", e);
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }

    /** Tells what there is to tell, and takes as long as that. */
    void look() {
        CanaryHealth health = health();
        if (health == null) {
            return;
        }
        if (health.well()) {
            lookAgain();
        } else {
            shut(health.age());
        }
    }

    private void shut(Duration age) {
        if (shutSince == null) {
            shutSince = lastArrived();
            // Who still believes it shut has nothing to hear.
            lasted = null;
            tried = Instant.EPOCH;
            LOG.error("No canary has come through for {} s: alerts may not reach anybody.", age.toSeconds());
        }
        if (!shutTold && mayTry()) {
            shutTold = outOfBand.shut(age);
        }
    }

    private void lookAgain() {
        if (shutSince != null) {
            lasted = Duration.between(shutSince, lastArrived());
            shutSince = null;
            tried = Instant.EPOCH;
            LOG.info("Canaries come through again, after {} s.", lasted.toSeconds());
        }
        if (shutTold && lasted != null && mayTry() && outOfBand.openAgain(lasted)) {
            shutTold = false;
            lasted = null;
        }
    }

    /** When the last canary that arrived was received; before the first, when it was first awaited. */
    public synchronized Instant lastArrived() {
        return last;
    }

    private boolean mayTry() {
        Instant now = clock.instant();
        if (now.isBefore(tried.plus(BEFORE_TELLING_AGAIN))) {
            return false;
        }
        tried = now;
        return true;
    }
}

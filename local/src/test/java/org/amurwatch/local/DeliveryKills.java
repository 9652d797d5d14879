package org.amurwatch.local;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.amurwatch.local.UnsteadyReceiver.Request;
import org.amurwatch.local.UnsteadyReceiver.Strike;
import org.amurwatch.local.system.KillableService;
import org.jspecify.annotations.Nullable;

/** Kills services around a receiver's 200, and remembers when each was away. */
final class DeliveryKills {

    /** How long after an answer dispatch may be killed, where the receipt may be out or not; and streams-app. */
    private static final int DISPATCH_MILLIS = 8;

    private static final int STREAMS_MILLIS = 250;

    /** From a kill until the service was ready again. */
    record Outage(String service, Instant from, Instant until) {
        Duration length() {
            return Duration.between(from, until);
        }
    }

    private final List<Outage> outages = new ArrayList<>();
    private final List<Request> unknownTo = new ArrayList<>();
    private @Nullable Blow blow;

    /**
     * The next 200 of the receiver kills a service: dispatch a few milliseconds later, streams-app a quarter of a second at most.
     *
     * @param frozen it stands still from before the answer on, so that it certainly did nothing about it
     */
    void prepare(UnsteadyReceiver receiver, KillableService victim, boolean frozen, Random random) {
        int delay = random.nextInt(victim.name().equals("dispatch") ? DISPATCH_MILLIS : STREAMS_MILLIS);
        blow = new Blow(victim, frozen, delay);
        receiver.arm(blow);
    }

    /** Waits for the kill. */
    void awaitKill() throws InterruptedException {
        Blow due = Objects.requireNonNull(blow, "prepare comes first");
        if (!due.done.await(120, TimeUnit.SECONDS)) {
            throw new AssertionError("No delivery was taken for two minutes, so that " + due.victim.name()
                    + " was not killed after " + outages.size() + " kills.");
        }
    }

    /** The killed service is ready again. */
    void over() {
        Blow done = Objects.requireNonNull(blow, "prepare comes first");
        outages.add(new Outage(done.victim.name(), done.at, Instant.now()));
        if (done.frozen) {
            unknownTo.add(Objects.requireNonNull(done.taken, "done"));
        }
    }

    List<Outage> outages() {
        return outages;
    }

    /** Requests that got a 200 of which dispatch can't have known when it was killed. */
    List<Request> unknownToDispatch() {
        return unknownTo;
    }

    private static final class Blow implements Strike {
        private final KillableService victim;
        private final boolean frozen;
        private final int delayMillis;
        private final CountDownLatch done = new CountDownLatch(1);
        private volatile Instant at = Instant.MAX;
        private volatile @Nullable Request taken;

        private Blow(KillableService victim, boolean frozen, int delayMillis) {
            this.victim = victim;
            this.frozen = frozen;
            this.delayMillis = delayMillis;
        }

        @Override
        public void beforeTheAnswer() throws IOException, InterruptedException {
            if (frozen) {
                at = Instant.now();
                victim.freeze();
            }
        }

        @Override
        public void afterTheAnswer(Request request) throws InterruptedException {
            taken = request;
            if (!frozen) {
                Thread.sleep(delayMillis);
                at = Instant.now();
            }
            victim.kill();
            done.countDown();
        }
    }
}

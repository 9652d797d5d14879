package org.amurwatch.producer.mqtt;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.live.LiveIngest;
import org.amurwatch.producer.mqtt.HeldMessages.Held;
import org.amurwatch.producer.mqtt.HeldMessages.Taking;
import org.amurwatch.producer.mqtt.UnusableMessage.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes messages, and acknowledges each once what it says is accepted, or once it is kept as one that can't be used. An outage
 * is waited out: nothing is acknowledged meanwhile, so that the devices' server keeps the rest. What is under way is bounded.
 */
final class MessageIntake implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MessageIntake.class);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

    private final MessageReader reader;
    private final LiveIngest ingest;
    private final BooleanSupplier nothingIsTaken;
    private final UnusedMessages unused;
    private final MqttMeters meters;
    private final Clock clock;
    private final Limits limits;
    private final HeldMessages held;
    private final ScheduledThreadPoolExecutor worker = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "mqtt-intake");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable String outage;

    /**
     * How much it holds, and for how long.
     *
     * @param most messages under way at once
     * @param mostBytes octets of their payloads
     * @param firstRetry how long after a failure a message is tried again; then twice as long each time, up to half a minute
     * @param giveUpAfter how long a message is tried again that is refused and not delayed by an outage
     */
    record Limits(int most, long mostBytes, Duration firstRetry, Duration giveUpAfter) {}

    /** @param nothingIsTaken whether ingest takes no event at all at the moment, so that a refusal says nothing of a message */
    MessageIntake(
            MessageReader reader,
            LiveIngest ingest,
            BooleanSupplier nothingIsTaken,
            UnusedMessages unused,
            MqttMeters meters,
            Clock clock,
            Limits limits) {
        this.reader = reader;
        this.ingest = ingest;
        this.nothingIsTaken = nothingIsTaken;
        this.unused = unused;
        this.meters = meters;
        this.clock = clock;
        this.limits = limits;
        this.held = new HeldMessages(limits.most, limits.mostBytes);
        worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Takes a message over. Returns at once.
     *
     * @return false where too much is under way already: the connection that it came by has to be ended, and the server sends
     *     it again by the next
     */
    boolean arrived(Arrival arrival) {
        HeldMessages.Taken taken = held.take(arrival);
        taken.held().ifPresent(next -> later(() -> take(next), Duration.ZERO));
        if (taken.taking() == Taking.DONE) {
            arrival.acknowledge();
        } else if (taken.taking() == Taking.DROPPED) {
            meters.dropped();
        }
        return taken.taking() != Taking.TURNED_AWAY;
    }

    /**
     * A connection is made.
     *
     * @param sessionPresent whether the server remembers this client; else what was not acknowledged is known here alone
     */
    void connected(boolean sessionPresent) {
        if (!sessionPresent) {
            held.expectNoRepeats();
        }
    }

    /** The connection is gone: what it handed over can't be acknowledged any more. */
    void disconnected() {
        held.disconnected().forEach(Arrival::release);
    }

    /** Complete once everything that is under way is dealt with. */
    CompletableFuture<Void> calm() {
        return held.calm();
    }

    /** Messages under way. */
    int underWay() {
        return held.size();
    }

    /** Why nothing is accepted at the moment; null where all is well. */
    synchronized @Nullable String outage() {
        return outage;
    }

    private void later(Runnable task, Duration delay) {
        try {
            worker.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // It is being closed: the server keeps the message.
            LOG.debug("A message comes too late to be taken.");
        }
    }

    private void take(Held one) {
        if (held.isSettled(one)) {
            return;
        }
        try {
            send(one, reader.read(one.message()));
        } catch (UnusableMessage e) {
            keep(one, e);
        } catch (RuntimeException e) {
            // Nothing but a mistake here: the session must go on all the same.
            LOG.error("A message can't be dealt with.", e);
            keep(
                    one,
                    new UnusableMessage(
                            Reason.REFUSED,
                            "It can't be dealt with: " + e.getClass().getName()));
        }
    }

    private void send(Held one, MessageReader.Found found) {
        if (held.failures(one) == 0) {
            count(found);
        }
        CompletableFuture<?>[] sent =
                found.events().stream().map(ingest::accept).toArray(CompletableFuture[]::new);
        CompletableFuture<Void> ended = CompletableFuture.allOf(sent).whenComplete((nothing, problem) -> {
            if (problem == null) {
                found.events().forEach(event -> meters.accepted(found.subscription(), event));
                settled(one, !found.events().isEmpty());
            } else {
                Throwable cause = problem.getCause();
                failed(one, problem instanceof CompletionException && cause != null ? cause : problem);
            }
        });
        LOG.trace("Sent: {}", ended);
    }

    private void count(MessageReader.Found found) {
        if (found.events().isEmpty()) {
            meters.ignored(found.subscription());
        }
        if (found.unknownType()) {
            meters.unknownType(found.subscription());
        }
        found.leftOut().forEach(field -> meters.leftOut(found.subscription(), field));
    }

    private void failed(Held one, Throwable problem) {
        String sentence = String.valueOf(problem.getMessage());
        boolean delayed = nothingIsTaken.getAsBoolean()
                || problem instanceof CommandFailure failure && failure.exitCode() != ExitCode.FAILED;
        Instant now = clock.instant();
        synchronized (this) {
            if (outage == null) {
                meters.outage();
                LOG.warn("Nothing is acknowledged to the devices' MQTT server for now. {}", sentence);
            }
            outage = sentence;
        }
        Instant refusedSince = held.failed(one, delayed ? null : now);
        if (refusedSince != null && Duration.between(refusedSince, now).compareTo(limits.giveUpAfter) >= 0) {
            UnusableMessage why = new UnusableMessage(Reason.REFUSED, "It was refused: " + sentence);
            later(() -> keep(one, why), Duration.ZERO);
        } else {
            later(() -> take(one), retryAfter(held.failures(one)));
        }
    }

    private Duration retryAfter(int failures) {
        long millis = Math.min(limits.firstRetry.toMillis() << Math.min(failures - 1, 10), LONGEST_RETRY.toMillis());
        // Spread, so that those that failed together don't come together again.
        return Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    }

    /** Acknowledged too where it can't be kept: else one message would stop all that come after it. */
    private void keep(Held one, UnusableMessage why) {
        meters.unused(why.reason());
        try {
            unused.keep(one.message(), why);
            LOG.info("A message is kept as unused ({}).", why.reason());
        } catch (RuntimeException e) {
            meters.unusedLost();
            LOG.error("A message that can't be used ({}) can't be kept either, and is lost.", why.reason(), e);
        }
        settled(one, false);
    }

    /** @param byIngest whether ingest has just taken something, so that an outage is over */
    private void settled(Held one, boolean byIngest) {
        Optional<Arrival> arrival = held.settle(one);
        synchronized (this) {
            if (outage != null && (byIngest || !held.anyFailing())) {
                LOG.info("Messages are acknowledged again.");
                outage = null;
            }
        }
        arrival.ifPresent(Arrival::acknowledge);
    }

    /** What is under way stays with the server, which sends it again. */
    @Override
    public void close() {
        worker.shutdownNow();
    }
}

package org.amurwatch.producer.mqtt;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.amurwatch.event.StableId;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.live.LiveIngest;
import org.amurwatch.producer.mqtt.UnusableMessage.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes messages, and acknowledges each once what it says is accepted, or once it is kept as one that can't be used. An outage
 * is waited out: nothing is acknowledged meanwhile, so that the devices' server keeps the rest. What is under way is bounded.
 *
 * <p>When the connection is lost, the server will send again what was not acknowledged. A message that comes again is known by
 * its content, and takes the place of the first, which may have been accepted in the meantime.
 */
final class MessageIntake implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MessageIntake.class);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

    private final MessageReader reader;
    private final LiveIngest ingest;
    private final UnusedMessages unused;
    private final MqttMeters meters;
    private final Clock clock;
    private final Limits limits;
    private final BooleanSupplier nothingIsTaken;
    private final ScheduledThreadPoolExecutor worker = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "mqtt-intake");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Pending> pending = new ArrayList<>();
    private final List<Arrival> turnedAway = new ArrayList<>();
    private final List<CompletableFuture<Void>> calm = new ArrayList<>();
    private long bytes;
    private @Nullable String outage;

    /** A message that is not acknowledged yet. */
    private static final class Pending {
        private final String content;
        private final DeviceMessage message;
        /** By which it is acknowledged; null while its connection is gone. */
        private @Nullable Arrival arrival;
        /** Whether it is accepted, or kept as one of no use: so to be acknowledged. */
        private boolean settled;
        private int attempts;
        private @Nullable Instant refusedSince;

        private Pending(String content, Arrival arrival) {
            this.content = content;
            this.message = arrival.message();
            this.arrival = arrival;
        }
    }

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
        worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Takes a message over. Returns at once.
     *
     * @return false where too much is under way already: the connection that it came by has to be ended, and the server sends
     *     it again by the next
     */
    boolean arrived(Arrival arrival) {
        DeviceMessage message = arrival.message();
        String content = StableId.of(message.topic(), new String(message.payload(), StandardCharsets.ISO_8859_1));
        Pending next;
        synchronized (this) {
            Pending known = known(content);
            if (known == null && !hasRoom(message)) {
                if (arrival.isAwaited()) {
                    turnedAway.add(arrival);
                    return false;
                }
                meters.dropped();
                return true;
            }
            if (known == null) {
                next = new Pending(content, arrival);
                pending.add(next);
                bytes += message.payload().length;
            } else if (known.settled) {
                forget(known);
                next = null;
            } else {
                known.arrival = arrival;
                return true;
            }
        }
        if (next == null) {
            arrival.acknowledge();
        } else {
            later(() -> take(next), Duration.ZERO);
        }
        return true;
    }

    private @Nullable Pending known(String content) {
        for (Pending one : pending) {
            if (one.arrival == null && one.content.equals(content)) {
                return one;
            }
        }
        return null;
    }

    private boolean hasRoom(DeviceMessage message) {
        while (pending.size() >= limits.most || bytes + message.payload().length > limits.mostBytes) {
            // What a server should have sent again and has not is the first to go.
            Pending oldest = pending.stream()
                    .filter(one -> one.arrival == null && one.settled)
                    .findFirst()
                    .orElse(null);
            if (oldest == null) {
                return pending.isEmpty();
            }
            forget(oldest);
        }
        return true;
    }

    private void forget(Pending one) {
        if (pending.remove(one)) {
            bytes -= one.message.payload().length;
        }
    }

    /**
     * A connection is made.
     *
     * @param sessionPresent whether the server remembers this client; else what was not acknowledged is known here alone
     */
    synchronized void connected(boolean sessionPresent) {
        if (!sessionPresent) {
            List.copyOf(pending).stream()
                    .filter(one -> one.arrival == null && one.settled)
                    .forEach(this::forget);
        }
    }

    /** The connection is gone: what it handed over can't be acknowledged any more. */
    void disconnected() {
        List<Arrival> released;
        synchronized (this) {
            released = new ArrayList<>(turnedAway);
            turnedAway.clear();
            for (Pending one : pending) {
                if (one.arrival != null) {
                    released.add(one.arrival);
                    one.arrival = null;
                }
            }
        }
        released.forEach(Arrival::release);
    }

    /** Complete once everything that is under way is dealt with. */
    synchronized CompletableFuture<Void> calm() {
        CompletableFuture<Void> next = new CompletableFuture<>();
        if (isCalm()) {
            next.complete(null);
        } else {
            calm.add(next);
        }
        return next;
    }

    private boolean isCalm() {
        return pending.stream().allMatch(one -> one.settled);
    }

    /** Messages under way. */
    synchronized int underWay() {
        return pending.size();
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

    private void take(Pending one) {
        synchronized (this) {
            if (one.settled) {
                return;
            }
        }
        try {
            send(one, reader.read(one.message));
        } catch (UnusableMessage e) {
            keep(one, e);
        } catch (RuntimeException e) {
            // Nothing but a mistake here: the session must go on all the same.
            LOG.error("A message can't be dealt with.", e);
            keep(one, new UnusableMessage(Reason.REFUSED, "It can't be dealt with: " + e.getClass().getName()));
        }
    }

    private void send(Pending one, MessageReader.Found found) {
        if (one.attempts == 0) {
            count(found);
        }
        CompletableFuture<?>[] sent =
                found.events().stream().map(ingest::accept).toArray(CompletableFuture[]::new);
        CompletableFuture<Void> ended = CompletableFuture.allOf(sent).whenComplete((nothing, problem) -> {
            if (problem == null) {
                found.events().forEach(event -> meters.accepted(found.subscription(), event));
                settled(one, !found.events().isEmpty());
            } else {
                failed(one, problem instanceof CompletionException && problem.getCause() != null
                        ? problem.getCause()
                        : problem);
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

    private void failed(Pending one, Throwable problem) {
        String sentence = String.valueOf(problem.getMessage());
        boolean refused = !nothingIsTaken.getAsBoolean()
                && !(problem instanceof CommandFailure failure && failure.exitCode() != ExitCode.FAILED);
        Instant now = clock.instant();
        Duration delay;
        synchronized (this) {
            if (outage == null) {
                meters.outage();
                LOG.warn("Nothing is acknowledged to the devices' MQTT server for now. {}", sentence);
            }
            outage = sentence;
            one.refusedSince = refused ? one.refusedSince == null ? now : one.refusedSince : null;
            one.attempts++;
            delay = retryAfter(one.attempts);
        }
        if (one.refusedSince != null && Duration.between(one.refusedSince, now).compareTo(limits.giveUpAfter) >= 0) {
            later(() -> keep(one, new UnusableMessage(Reason.REFUSED, "It was refused: " + sentence)), Duration.ZERO);
        } else {
            later(() -> take(one), delay);
        }
    }

    private Duration retryAfter(int attempts) {
        long millis = Math.min(limits.firstRetry.toMillis() << Math.min(attempts - 1, 10), LONGEST_RETRY.toMillis());
        // Spread, so that those that failed together don't come together again.
        return Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    }

    /** Acknowledged too where it can't be kept: else one message would stop all that come after it. */
    private void keep(Pending one, UnusableMessage why) {
        meters.unused(why.reason());
        try {
            unused.keep(one.message, why);
            LOG.info("A message is kept as unused ({}).", why.reason());
        } catch (RuntimeException e) {
            meters.unusedLost();
            LOG.error("A message that can't be used ({}) can't be kept either, and is lost.", why.reason(), e);
        }
        settled(one, false);
    }

    /** @param byIngest whether ingest has just taken something, so that an outage is over */
    private void settled(Pending one, boolean byIngest) {
        Arrival arrival;
        List<CompletableFuture<Void>> waiting = List.of();
        synchronized (this) {
            one.settled = true;
            arrival = one.arrival;
            if (arrival != null) {
                forget(one);
            }
            boolean nothingFails = pending.stream().allMatch(other -> other.settled || other.attempts == 0);
            if (outage != null && (byIngest || nothingFails)) {
                LOG.info("Messages are acknowledged again.");
                outage = null;
            }
            if (!calm.isEmpty() && isCalm()) {
                waiting = List.copyOf(calm);
                calm.clear();
            }
        }
        if (arrival != null) {
            arrival.acknowledge();
        }
        waiting.forEach(next -> next.complete(null));
    }

    /** What is under way stays with the server, which sends it again. */
    @Override
    public void close() {
        worker.shutdownNow();
    }
}

package org.amurwatch.consumer.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.avro.DeliveryReceipt;
import org.amurwatch.avro.Purpose;
import org.amurwatch.consumer.canary.CanaryWatch;
import org.amurwatch.consumer.channel.Answer;
import org.amurwatch.consumer.channel.Channels;
import org.amurwatch.consumer.endpoint.Endpoint;
import org.amurwatch.consumer.endpoint.EndpointsFile;
import org.amurwatch.event.Canary;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes each attempt that it is handed once and answers it with one receipt. Each endpoint has a lane of its own: a bounded
 * queue with one worker, so that an endpoint gets its alerts in order and one that hangs delays nobody else. What a lane
 * has no room for, or could not take up within {@code longestWait}, is answered DEFERRED: the ledger knows better than a
 * queue when to try again.
 */
final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final EndpointsFile endpoints;
    private final Predicate<String> revoked;
    private final Channels channels;
    private final Receipts receipts;
    private final DispatchMetrics metrics;
    private final Clock clock;
    private final int queueCapacity;
    private final Duration longestWait;
    private final CanaryWatch canaries;
    private final Map<String, ThreadPoolExecutor> lanes = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    /** @param revoked whether a recipient, by its endpoint's name, is revoked */
    Dispatcher(
            EndpointsFile endpoints,
            Predicate<String> revoked,
            Channels channels,
            Receipts receipts,
            DispatchMetrics metrics,
            Clock clock,
            int queueCapacity,
            Duration longestWait,
            CanaryWatch canaries) {
        this.endpoints = endpoints;
        this.revoked = revoked;
        this.channels = channels;
        this.receipts = receipts;
        this.metrics = metrics;
        this.clock = clock;
        this.queueCapacity = queueCapacity;
        this.longestWait = longestWait;
        this.canaries = canaries;
    }

    /** Takes an attempt; returns at once. Its receipt follows, here or from its lane. */
    void accept(AlertDelivery delivery) {
        if (isCanary(delivery)) {
            canaries.arrived(delivery.getAlert().getReceivedAt());
            answer(delivery, new Answer(DeliveryOutcome.DELIVERED, null, null, null), clock.instant(), Duration.ZERO);
            return;
        }
        Answer refusal = refusal(delivery);
        if (refusal != null) {
            answer(delivery, refusal, clock.instant(), Duration.ZERO);
            return;
        }
        Instant queuedAt = clock.instant();
        try {
            lanes.computeIfAbsent(delivery.getEndpoint(), this::lane).execute(() -> attempt(delivery, queuedAt));
        } catch (RejectedExecutionException e) {
            answer(
                    delivery,
                    deferred("The endpoint has " + queueCapacity + " alerts waiting; not tried."),
                    clock.instant(),
                    Duration.ZERO);
        }
    }

    /**
     * Ends: attempts that have begun get {@code patience} to end, those that wait are answered DEFERRED.
     */
    void stop(Duration patience) {
        stopping = true;
        lanes.values().forEach(ThreadPoolExecutor::shutdown);
        long end = System.nanoTime() + patience.toNanos();
        for (ThreadPoolExecutor lane : lanes.values()) {
            if (!terminated(lane, end - System.nanoTime())) {
                lane.shutdownNow();
            }
        }
        // An interrupted attempt is answered within moments; its receipt is worth them.
        long grace = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        lanes.values().forEach(lane -> terminated(lane, grace - System.nanoTime()));
    }

    private static boolean terminated(ThreadPoolExecutor lane, long nanos) {
        try {
            return lane.awaitTermination(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private ThreadPoolExecutor lane(String endpoint) {
        ArrayBlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(queueCapacity);
        ThreadPoolExecutor lane = new ThreadPoolExecutor(
                1, 1, IDLE.toSeconds(), TimeUnit.SECONDS, queue, task -> new Thread(task, "dispatch-" + endpoint));
        lane.allowCoreThreadTimeOut(true);
        metrics.queue(endpoint, queue);
        return lane;
    }

    private void attempt(AlertDelivery delivery, Instant queuedAt) {
        Instant begun = clock.instant();
        long begunNanos = System.nanoTime();
        Answer answer;
        try {
            answer = tryOnce(delivery, queuedAt, begun);
        } catch (RuntimeException e) {
            LOG.error(
                    "Attempt {} of delivery {} failed unexpectedly.",
                    delivery.getAttempt(),
                    delivery.getDeliveryId(),
                    e);
            answer = Answer.of(
                    DeliveryOutcome.RETRY,
                    "The attempt failed in dispatch itself (" + e.getClass().getSimpleName() + "); see its log.");
        }
        answer(delivery, answer, begun, Duration.ofNanos(System.nanoTime() - begunNanos));
    }

    private Answer tryOnce(AlertDelivery delivery, Instant queuedAt, Instant now) {
        Answer refusal = refusal(delivery);
        if (refusal != null) {
            return refusal;
        }
        if (stopping) {
            return deferred("Dispatch was stopped before the attempt.");
        }
        if (Duration.between(queuedAt, now).compareTo(longestWait) > 0) {
            return deferred("The alert waited longer than " + longestWait.toSeconds()
                    + " seconds behind others for the same endpoint; not tried.");
        }
        Optional<Endpoint> endpoint = endpoints.find(delivery.getEndpoint());
        if (endpoint.isEmpty()) {
            return unknown(delivery);
        }
        long begun = System.nanoTime();
        Answer answer = channels.attempt(endpoint.get(), delivery);
        metrics.took(delivery.getEndpoint(), Duration.ofNanos(System.nanoTime() - begun));
        if (answer.outcome() == DeliveryOutcome.DELIVERED) {
            metrics.sent(delivery, clock.instant());
        }
        return answer;
    }

    /** Why this attempt is not to be made at all; null if it is. */
    private @Nullable Answer refusal(AlertDelivery delivery) {
        Purpose purpose = delivery.getAlert().getPurpose();
        if (purpose != Purpose.ACTUAL && purpose != Purpose.EXERCISE) {
            return Answer.of(DeliveryOutcome.FAILED, "The alert is marked " + purpose + ": such are never sent.");
        }
        if (revoked.test(delivery.getEndpoint())) {
            return Answer.of(
                    DeliveryOutcome.REVOKED,
                    "The recipient is revoked ('./amurwatch recipients' says by whom and why).");
        }
        Optional<Endpoint> endpoint = endpoints.find(delivery.getEndpoint());
        if (endpoint.isEmpty()) {
            return unknown(delivery);
        }
        if (purpose == Purpose.EXERCISE && !endpoint.get().exercise()) {
            return Answer.of(
                    DeliveryOutcome.FAILED,
                    "The endpoint is not marked for exercises ('exercise: true' in the endpoints file).");
        }
        if (clock.instant().isAfter(delivery.getNotAfter())) {
            return Answer.of(
                    DeliveryOutcome.EXPIRED, "It was too late: not to be sent after " + delivery.getNotAfter() + ".");
        }
        return null;
    }

    private static Answer unknown(AlertDelivery delivery) {
        return Answer.of(
                DeliveryOutcome.FAILED,
                "No endpoint is named '" + delivery.getEndpoint() + "' in the endpoints file of dispatch.");
    }

    private static Answer deferred(String reason) {
        return Answer.of(DeliveryOutcome.DEFERRED, reason);
    }

    /** What goes to the null channel: it takes canaries, and tells nobody. */
    private static boolean isCanary(AlertDelivery delivery) {
        return delivery.getAlert().getPurpose() == Purpose.CANARY
                && delivery.getEndpoint().equals(Canary.ENDPOINT);
    }

    private void answer(AlertDelivery delivery, Answer answer, Instant attemptedAt, Duration took) {
        metrics.answered(measuredName(delivery), answer.outcome());
        if (answer.outcome() != DeliveryOutcome.DELIVERED) {
            LOG.warn(
                    "Delivery {}, attempt {}: {}. {}",
                    delivery.getDeliveryId(),
                    delivery.getAttempt(),
                    answer.outcome(),
                    answer.reason());
        }
        receipts.write(DeliveryReceipt.newBuilder()
                .setDeliveryId(delivery.getDeliveryId())
                .setAttempt(delivery.getAttempt())
                .setTeamId(delivery.getAlert().getTeamId())
                .setEndpoint(delivery.getEndpoint())
                .setOutcome(answer.outcome())
                .setStatus(answer.status())
                .setReason(answer.reason())
                .setRetryAfterMillis(answer.retryAfterMillis())
                .setAttemptedAt(attemptedAt)
                .setTookMillis(took.toMillis())
                .build());
    }

    private String measuredName(AlertDelivery delivery) {
        boolean known =
                isCanary(delivery) || endpoints.find(delivery.getEndpoint()).isPresent();
        return known ? delivery.getEndpoint() : DispatchMetrics.UNKNOWN;
    }
}

package org.amurwatch.consumer.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
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
 * Makes each attempt that it is handed once and answers it with one receipt. Each endpoint has a {@link Lane} of its own,
 * so that an endpoint gets its alerts in order and one that hangs delays nobody else. What a lane has no room for, could not
 * take up within {@code longestWait}, or does not call at present, is answered DEFERRED: the ledger knows better than a queue
 * when to try again.
 */
final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final EndpointsFile endpoints;
    private final Predicate<String> revoked;
    private final Channels channels;
    private final Receipts receipts;
    private final DispatchMetrics metrics;
    private final Clock clock;
    private final int queueCapacity;
    private final Duration longestWait;
    private final CanaryWatch canaries;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
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
        Lane lane =
                lanes.computeIfAbsent(delivery.getEndpoint(), name -> new Lane(name, queueCapacity, metrics, clock));
        try {
            if (!lane.offer(paused -> attempt(delivery, queuedAt, paused))) {
                answer(delivery, paused(), clock.instant(), Duration.ZERO);
            }
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
        lanes.values().forEach(Lane::shutdown);
        long end = System.nanoTime() + patience.toNanos();
        for (Lane lane : lanes.values()) {
            if (!lane.awaitTermination(end - System.nanoTime())) {
                lane.interrupt();
            }
        }
        // An interrupted attempt is answered within moments; its receipt is worth them.
        long grace = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        lanes.values().forEach(lane -> lane.awaitTermination(grace - System.nanoTime()));
    }

    /** How the call ended; null if there was none. */
    private @Nullable Answer attempt(AlertDelivery delivery, Instant queuedAt, boolean paused) {
        Instant begun = clock.instant();
        long begunNanos = System.nanoTime();
        Answer obstacle = obstacle(delivery, queuedAt, begun, paused);
        Answer answer = obstacle == null ? call(delivery) : obstacle;
        answer(delivery, answer, begun, Duration.ofNanos(System.nanoTime() - begunNanos));
        return obstacle == null ? answer : null;
    }

    /** Why nothing is called after all; null if nothing is in the way. */
    private @Nullable Answer obstacle(AlertDelivery delivery, Instant queuedAt, Instant now, boolean paused) {
        Answer refusal = refusal(delivery);
        if (refusal != null) {
            return refusal;
        }
        if (stopping) {
            return deferred("Dispatch was stopped before the attempt.");
        }
        if (paused) {
            return paused();
        }
        if (Duration.between(queuedAt, now).compareTo(longestWait) > 0) {
            return deferred("The alert waited longer than " + longestWait.toSeconds()
                    + " seconds behind others for the same endpoint; not tried.");
        }
        return null;
    }

    private Answer call(AlertDelivery delivery) {
        Optional<Endpoint> endpoint = endpoints.find(delivery.getEndpoint());
        if (endpoint.isEmpty()) {
            return unknown(delivery);
        }
        long begun = System.nanoTime();
        try {
            Answer answer = channels.attempt(endpoint.get(), delivery);
            metrics.took(delivery.getEndpoint(), Duration.ofNanos(System.nanoTime() - begun));
            if (answer.outcome() == DeliveryOutcome.DELIVERED) {
                metrics.sent(delivery, clock.instant());
            }
            return answer;
        } catch (RuntimeException e) {
            LOG.error(
                    "Attempt {} of delivery {} failed unexpectedly.",
                    delivery.getAttempt(),
                    delivery.getDeliveryId(),
                    e);
            return Answer.of(
                    DeliveryOutcome.RETRY,
                    "The attempt failed in dispatch itself (" + e.getClass().getSimpleName() + "); see its log.");
        }
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

    private static Answer paused() {
        return new Answer(
                DeliveryOutcome.DEFERRED,
                null,
                "The endpoint failed " + Lane.FAILURES + " times in a row and is called once in "
                        + Lane.PAUSE.toSeconds() + " seconds until it answers; not tried.",
                Lane.PAUSE.toMillis());
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

package org.amurwatch.streams.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.DeliveryHold;
import org.amurwatch.avro.DeliveryOrder;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.avro.DeliveryReceipt;
import org.amurwatch.avro.DeliveryState;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.Purpose;
import org.amurwatch.event.DeliveryId;
import org.amurwatch.event.StableId;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the ledger, as functions of one delivery's row, what happened, and the time at which it happened.
 *
 * <p>A row is in flight (an attempt is out; due when it counts as failed), waiting (due when the next attempt is), held (due
 * when its turn comes, or when it is too late), or ended (due when the row is removed). So each row is due at one time, and
 * never has two attempts in flight. What one row means for others is said in {@link Deliveries}.
 */
public final class DeliveryLedger {

    private static final Duration SHORTEST_ASKED_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_ASKED_WAIT = Duration.ofMinutes(10);
    private static final Duration KEEP_ENDED_CANARY = Duration.ofMinutes(10);

    private final DeliverySettings settings;

    public DeliveryLedger(DeliverySettings settings) {
        this.settings = settings;
    }

    /**
     * What becomes of a row.
     *
     * @param row the new row; null: it is removed
     * @param send whether the row's attempt is to be made now
     */
    public record Step(@Nullable DeliveryState row, boolean send) {}

    /** A new delivery, of which an attempt is made at once. */
    public Step open(PatrolAlert alert, String endpoint, Instant now) {
        return attempt(row(alert, endpoint, now), now);
    }

    /** The row of a new delivery, before anything is done about it. */
    DeliveryState row(PatrolAlert alert, String endpoint, Instant now) {
        AlertDelivery delivery = AlertDelivery.newBuilder()
                .setDeliveryId(DeliveryId.of(alert.getAlertId(), endpoint))
                .setAttempt(0)
                .setEndpoint(endpoint)
                .setNotAfter(now.plus(lifetime(alert)))
                .setAlert(alert)
                .build();
        return DeliveryState.newBuilder()
                .setDelivery(delivery)
                .setInFlight(false)
                .setDueAt(now)
                .build();
    }

    /** It waits for something other than the network, until {@code due} at most. */
    Step hold(DeliveryState row, DeliveryHold hold, Instant due) {
        Instant notAfter = row.getDelivery().getNotAfter();
        return new Step(
                DeliveryState.newBuilder(row)
                        .setInFlight(false)
                        .setHold(hold)
                        .setDueAt(due.isBefore(notAfter) ? due : notAfter)
                        .build(),
                false);
    }

    /** An attempt is made now; it is held by nothing any more. */
    Step attempt(DeliveryState row, Instant now) {
        AlertDelivery next = AlertDelivery.newBuilder(row.getDelivery())
                .setAttempt(row.getDelivery().getAttempt() + 1)
                .build();
        return new Step(
                DeliveryState.newBuilder(row)
                        .setDelivery(next)
                        .setInFlight(true)
                        .setHold(DeliveryHold.NONE)
                        .setDueAt(now.plus(settings.attemptDeadline()))
                        .build(),
                true);
    }

    /**
     * What is left of a row where a person wants that it is tried again: the same delivery with a new lifetime, of which an
     * attempt can be made. Null: nothing is to be done, since it is under way, was delivered, or the order was followed before.
     */
    @Nullable
    DeliveryState again(DeliveryState row, DeliveryOrder order, Instant now) {
        boolean over = row.getOutcome() != null;
        boolean waiting = !row.getInFlight() && row.getHold() == DeliveryHold.NONE;
        if (order.getOrderId().equals(row.getLastOrderId())
                || row.getOutcome() == DeliveryOutcome.DELIVERED
                || (!over && !waiting)) {
            return null;
        }
        Instant notAfter = now.plus(lifetime(row.getDelivery().getAlert()));
        return DeliveryState.newBuilder(row)
                .setDelivery(AlertDelivery.newBuilder(row.getDelivery())
                        .setNotAfter(notAfter)
                        .build())
                .setInFlight(false)
                .setOutcome(null)
                .setEndedAt(null)
                .setDueAt(now)
                .setLastOrderId(order.getOrderId())
                .build();
    }

    /** Somebody says that it was told. */
    Step told(DeliveryState row, DeliveryOrder order, Instant now) {
        if (row.getOutcome() == DeliveryOutcome.DELIVERED) {
            return new Step(row, false);
        }
        String to = order.getToldTo() == null ? "somebody" : order.getToldTo();
        return end(row, DeliveryOutcome.DELIVERED, "Told to " + to + " by " + order.getBy() + ".", now);
    }

    private Duration lifetime(PatrolAlert alert) {
        return alert.getLifetimeMillis() == null ? settings.untilTold() : Duration.ofMillis(alert.getLifetimeMillis());
    }

    /** A receipt came. */
    public Step onReceipt(DeliveryState row, DeliveryReceipt receipt, Instant now) {
        if (row.getOutcome() != null) {
            return new Step(row, false);
        }
        // However late: the team has it.
        if (receipt.getOutcome() == DeliveryOutcome.DELIVERED) {
            return end(row, DeliveryOutcome.DELIVERED, receipt.getReason(), now);
        }
        if (receipt.getAttempt() != row.getDelivery().getAttempt()) {
            return new Step(row, false);
        }
        return switch (receipt.getOutcome()) {
            case FAILED, GONE, EXPIRED, REVOKED, REPLACED, NOT_NEEDED ->
                end(row, receipt.getOutcome(), receipt.getReason(), now);
            // Not in flight: the attempt counted as failed already, and its retry is planned.
            case RETRY, DEFERRED ->
                row.getInFlight()
                        ? retry(row, waitAfter(row, receipt), receipt.getReason(), now)
                        : new Step(row, false);
            case LISTED -> listed(row, receipt);
            case DELIVERED -> throw new IllegalStateException("Handled above.");
        };
    }

    /** The row's due time has come. */
    public Step onDue(DeliveryState row, Instant now) {
        if (row.getOutcome() != null) {
            return new Step(null, false);
        }
        if (!now.isBefore(row.getDelivery().getNotAfter())) {
            return end(row, DeliveryOutcome.EXPIRED, row.getLastReason(), now);
        }
        if (row.getInFlight()) {
            String reason = "No receipt within " + settings.attemptDeadline().toSeconds() + " s.";
            return retry(row, plannedWait(row), reason, now);
        }
        return attempt(row, now);
    }

    /** It stands on a list: in flight until somebody has read it out. */
    private static Step listed(DeliveryState row, DeliveryReceipt receipt) {
        return row.getInFlight()
                ? new Step(
                        DeliveryState.newBuilder(row)
                                .setDueAt(row.getDelivery().getNotAfter())
                                .setLastReason(receipt.getReason())
                                .build(),
                        false)
                : new Step(row, false);
    }

    private Step retry(DeliveryState row, Duration wait, @Nullable String reason, Instant now) {
        Instant notAfter = row.getDelivery().getNotAfter();
        if (!now.isBefore(notAfter)) {
            return end(row, DeliveryOutcome.EXPIRED, reason, now);
        }
        Instant planned = now.plus(wait);
        DeliveryState waiting = DeliveryState.newBuilder(row)
                .setInFlight(false)
                .setDueAt(planned.isBefore(notAfter) ? planned : notAfter)
                .setLastReason(reason)
                .build();
        return wait.isZero() ? attempt(waiting, now) : new Step(waiting, false);
    }

    /** It is over. */
    Step end(DeliveryState row, DeliveryOutcome outcome, @Nullable String reason, Instant now) {
        return new Step(
                DeliveryState.newBuilder(row)
                        .setInFlight(false)
                        .setHold(DeliveryHold.NONE)
                        .setOutcome(outcome)
                        .setLastReason(reason)
                        .setEndedAt(now)
                        .setDueAt(now.plus(keepEnded(row)))
                        .build(),
                false);
    }

    /** A canary never comes again, and there is one each minute. */
    private Duration keepEnded(DeliveryState row) {
        boolean canary = row.getDelivery().getAlert().getPurpose() == Purpose.CANARY;
        return canary ? KEEP_ENDED_CANARY : settings.keepEnded();
    }

    private Duration waitAfter(DeliveryState row, DeliveryReceipt receipt) {
        Duration wait = receipt.getRetryAfterMillis() == null
                ? plannedWait(row)
                : Duration.ofMillis(receipt.getRetryAfterMillis());
        // A busy endpoint is no more free at once; nor does anybody ask to be called again within a second.
        boolean asked = receipt.getRetryAfterMillis() != null || receipt.getOutcome() == DeliveryOutcome.DEFERRED;
        if (asked && wait.compareTo(SHORTEST_ASKED_WAIT) < 0) {
            return SHORTEST_ASKED_WAIT;
        }
        return wait.compareTo(LONGEST_ASKED_WAIT) > 0 ? LONGEST_ASKED_WAIT : wait;
    }

    /** The wait after the row's attempt has failed. */
    Duration plannedWait(DeliveryState row) {
        List<Duration> waits = settings.retryWaits();
        int failed = row.getDelivery().getAttempt();
        if (failed <= waits.size()) {
            return waits.get(Math.max(0, failed - 1));
        }
        Duration last = waits.get(waits.size() - 1);
        return last.multipliedBy(900 + jitter(row.getDelivery()) % 201).dividedBy(1000);
    }

    /** From the id and the attempt, so that the same history always gives the same times. */
    private static int jitter(AlertDelivery delivery) {
        String digits = StableId.of(delivery.getDeliveryId(), Integer.toString(delivery.getAttempt()));
        return Integer.parseInt(digits.substring(0, 6), 16);
    }
}

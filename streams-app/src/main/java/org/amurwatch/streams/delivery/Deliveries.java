package org.amurwatch.streams.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.DeliveryHold;
import org.amurwatch.avro.DeliveryOrder;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.avro.DeliveryReceipt;
import org.amurwatch.avro.DeliveryState;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.Purpose;
import org.amurwatch.event.DeliveryId;
import org.amurwatch.streams.reference.Recipients;
import org.jspecify.annotations.Nullable;

/**
 * What the deliveries of one task mean for each other. Of the messages of one incident to one endpoint, one is under way at a
 * time, in the order of their numbers; one that waits makes room for a later one, but for the first. Where a team has its
 * endpoints told one after another, the next begins when those before it have had their time, or have failed. What one
 * delivery does by itself stands in {@link DeliveryLedger}.
 */
final class Deliveries {

    private final DeliveryLedger ledger;
    private final LedgerRows rows;
    private final EndpointWatch watch;
    private final Supplier<Recipients> recipients;
    private final Consumer<AlertDelivery> send;

    /** @param send takes each attempt that is to be made now */
    Deliveries(
            DeliveryLedger ledger,
            LedgerRows rows,
            EndpointWatch watch,
            Supplier<Recipients> recipients,
            Consumer<AlertDelivery> send) {
        this.ledger = ledger;
        this.rows = rows;
        this.watch = watch;
        this.recipients = recipients;
        this.send = send;
    }

    /** A team is to be told. An alert that came before changes nothing. */
    void onAlert(PatrolAlert alert, Instant now) {
        List<DeliveryState> first = new ArrayList<>();
        for (String endpoint : alert.getEndpoints()) {
            if (rows.get(DeliveryId.of(alert.getAlertId(), endpoint)) == null) {
                DeliveryState row = ledger.row(alert, endpoint, now);
                Duration turn = turn(alert, endpoint);
                if (turn.isZero()) {
                    first.add(row);
                } else {
                    apply(null, ledger.hold(row, DeliveryHold.TURN, now.plus(turn)), now);
                }
            }
        }
        first.forEach(row -> begin(null, row, now));
    }

    /** How long after the alert an endpoint's turn is. That it is over everybody is told at once who was told of it. */
    private Duration turn(PatrolAlert alert, String endpoint) {
        Long after = alert.getNextEndpointAfterMillis();
        return after == null || (alert.getOver() && wasCalled(alert, endpoint))
                ? Duration.ZERO
                : Duration.ofMillis(after).multipliedBy(alert.getEndpoints().indexOf(endpoint));
    }

    /** Whether an earlier message of the incident was sent to the endpoint, whatever became of it. */
    private boolean wasCalled(PatrolAlert alert, String endpoint) {
        return alert.getEarlier().stream()
                .map(earlier -> rows.get(DeliveryId.of(earlier.getAlertId(), endpoint)))
                .anyMatch(row -> row != null && row.getDelivery().getAttempt() > 0);
    }

    /** An attempt was answered; false: of a delivery that is not known. */
    boolean onReceipt(DeliveryReceipt receipt, Instant now) {
        DeliveryState row = rows.get(receipt.getDeliveryId());
        if (row == null) {
            return false;
        }
        PatrolAlert alert = row.getDelivery().getAlert();
        String endpoint = row.getDelivery().getEndpoint();
        boolean isCurrent = receipt.getAttempt() == row.getDelivery().getAttempt();
        if (receipt.getOutcome() == DeliveryOutcome.DELIVERED) {
            watch.reached(alert, endpoint, now).ifPresent(message -> onAlert(message, now));
        } else if (receipt.getOutcome() == DeliveryOutcome.GONE && isCurrent) {
            watch.gone(alert, endpoint, receipt.getReason(), now);
        } else if (isFailure(receipt.getOutcome(), alert) && isCurrent) {
            watch.failed(alert, endpoint, receipt.getReason(), now);
        }
        apply(row, ledger.onReceipt(row, receipt, now), now);
        return true;
    }

    /** An exercise is refused by endpoints that are not marked for it, and they do well. */
    private static boolean isFailure(DeliveryOutcome outcome, PatrolAlert alert) {
        return outcome == DeliveryOutcome.RETRY
                || (outcome == DeliveryOutcome.FAILED && alert.getPurpose() == Purpose.ACTUAL);
    }

    /** A person wants something of a delivery; false: of one that is not known. */
    boolean onOrder(DeliveryOrder order, Instant now) {
        DeliveryState row = rows.get(order.getDeliveryId());
        if (row == null) {
            return false;
        }
        switch (order.getKind()) {
            case TOLD -> apply(row, ledger.told(row, order, now), now);
            case RETRY -> {
                DeliveryState again = ledger.again(row, order, now);
                if (again != null) {
                    rows.replace(row, again);
                    begin(again, again, now);
                }
            }
        }
        return true;
    }

    /** Does what is due, at most so much of it, and looks after endpoints that are revoked or fail. */
    void turn(Instant now, int most) {
        for (DeliveryState row : rows.due(now, most)) {
            // One that was handled before it may have changed this one.
            if (row.equals(current(row))) {
                due(row, now);
            }
        }
        for (String endpoint : recipients.get().revoked()) {
            for (DeliveryState row : rows.openOf(endpoint)) {
                DeliveryState current = current(row);
                if (current != null && current.getOutcome() == null) {
                    apply(current, revoked(current, now), now);
                }
            }
        }
        watch.due(recipients.get(), now).forEach(message -> onAlert(message, now));
    }

    private void due(DeliveryState row, Instant now) {
        boolean late = !now.isBefore(row.getDelivery().getNotAfter());
        if (row.getOutcome() == null && row.getHold() == DeliveryHold.TURN && !late) {
            begin(row, row, now);
            return;
        }
        if (row.getOutcome() == null && row.getInFlight() && !late) {
            watch.failed(
                    row.getDelivery().getAlert(), row.getDelivery().getEndpoint(), "No receipt came in time.", now);
        }
        apply(row, ledger.onDue(row, now), now);
    }

    /**
     * An attempt is to be made as soon as nothing of the same incident is under way to the same endpoint, and nothing that came
     * before waits there.
     *
     * @param before what stands in the ledger; null: nothing yet
     */
    private void begin(@Nullable DeliveryState before, DeliveryState row, Instant now) {
        PatrolAlert alert = row.getDelivery().getAlert();
        String endpoint = row.getDelivery().getEndpoint();
        Optional<String> refusal = watch.refusal(alert, endpoint, recipients.get());
        if (refusal.isPresent() && row.getLastOrderId() == null) {
            apply(before, ledger.end(row, DeliveryOutcome.GONE, refusal.get(), now), now);
            return;
        }
        replaceWaiting(row, now);
        if (rows.openBeside(row).stream().noneMatch(other -> isOther(row, other) && !isToCome(other))) {
            apply(before, ledger.attempt(row, now), now);
        } else {
            apply(
                    before,
                    ledger.hold(row, DeliveryHold.BEHIND, row.getDelivery().getNotAfter()),
                    now);
            releaseNext(row, now);
        }
    }

    /** Messages that wait, and of which this one says more. */
    private void replaceWaiting(DeliveryState row, Instant now) {
        List<DeliveryState> open = rows.openBeside(row);
        for (DeliveryState other : open) {
            boolean isFirst = other.equals(open.get(0));
            if (isOther(row, other) && !other.getInFlight() && saysMore(row, other, isFirst)) {
                String reason =
                        "Message " + row.getDelivery().getAlert().getSequence() + " of the incident takes its place.";
                DeliveryState replaced = Objects.requireNonNull(
                        ledger.end(other, DeliveryOutcome.REPLACED, reason, now).row());
                // Not apply: what stands behind it may be replaced too.
                rows.replace(other, replaced);
                others(replaced, now);
            }
        }
    }

    /** An update makes room for whatever is later; a call makes room for a later call or the end, unless it is the first. */
    private static boolean saysMore(DeliveryState row, DeliveryState other, boolean isFirst) {
        PatrolAlert later = row.getDelivery().getAlert();
        PatrolAlert earlier = other.getDelivery().getAlert();
        boolean makesRoom = earlier.getMessage() == AlertMessage.UPDATED
                || (earlier.getMessage() == AlertMessage.RAISED
                        && !isFirst
                        && later.getMessage() != AlertMessage.UPDATED);
        return makesRoom && earlier.getSequence() < later.getSequence();
    }

    private void apply(@Nullable DeliveryState before, DeliveryLedger.Step step, Instant now) {
        DeliveryState after = step.row();
        rows.replace(before, after);
        if (after != null && step.send()) {
            send.accept(after.getDelivery());
        }
        boolean wasOpen = before == null || before.getOutcome() == null;
        if (wasOpen && after != null && after.getOutcome() != null) {
            releaseNext(after, now);
            others(after, now);
        }
    }

    /** The next message of the incident to the same endpoint need wait no longer. */
    private void releaseNext(DeliveryState ended, Instant now) {
        List<DeliveryState> open = rows.openBeside(ended);
        if (open.stream().noneMatch(Deliveries::isUnderWay)) {
            open.stream()
                    .filter(row -> row.getHold() == DeliveryHold.BEHIND)
                    .findFirst()
                    .ifPresent(row -> apply(row, nextOf(row, now), now));
        }
    }

    private DeliveryLedger.Step nextOf(DeliveryState row, Instant now) {
        return recipients.get().isRevoked(row.getDelivery().getEndpoint())
                ? revoked(row, now)
                : ledger.attempt(row, now);
    }

    private DeliveryLedger.Step revoked(DeliveryState row, Instant now) {
        return ledger.end(row, DeliveryOutcome.REVOKED, "The recipient is revoked.", now);
    }

    /** Where the endpoints of a team are told one after another: what the end of one means for those whose turn is still to come. */
    private void others(DeliveryState ended, Instant now) {
        PatrolAlert alert = ended.getDelivery().getAlert();
        if (alert.getNextEndpointAfterMillis() == null) {
            return;
        }
        for (String endpoint : alert.getEndpoints()) {
            DeliveryState other = rows.get(DeliveryId.of(alert.getAlertId(), endpoint));
            if (other == null || other.getOutcome() != null || other.getHold() != DeliveryHold.TURN) {
                continue;
            }
            String by = ended.getDelivery().getEndpoint();
            switch (Objects.requireNonNull(ended.getOutcome())) {
                case DELIVERED -> {
                    String reason = "The team had it by endpoint " + by + ".";
                    apply(other, ledger.end(other, DeliveryOutcome.NOT_NEEDED, reason, now), now);
                }
                case REPLACED ->
                    apply(other, ledger.end(other, DeliveryOutcome.REPLACED, ended.getLastReason(), now), now);
                case FAILED, GONE, EXPIRED, REVOKED -> {
                    begin(other, other, now);
                    return;
                }
                default -> {
                    return;
                }
            }
        }
    }

    private @Nullable DeliveryState current(DeliveryState row) {
        return rows.get(row.getDelivery().getDeliveryId());
    }

    private static boolean isOther(DeliveryState row, DeliveryState other) {
        return !row.getDelivery().getDeliveryId().equals(other.getDelivery().getDeliveryId());
    }

    private static boolean isUnderWay(DeliveryState row) {
        return row.getHold() == DeliveryHold.NONE;
    }

    private static boolean isToCome(DeliveryState row) {
        return row.getHold() == DeliveryHold.TURN;
    }
}

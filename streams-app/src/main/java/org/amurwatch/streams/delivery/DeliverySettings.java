package org.amurwatch.streams.delivery;

import java.time.Duration;
import java.util.List;

/**
 * Settings of {@link DeliveryTopology}.
 *
 * @param retryWaits how long to wait after the first, second, ... failed attempt; the last is the wait after all later
 *     ones too, a tenth more or less so that a receiver that comes back is not called by all at once
 * @param attemptDeadline an attempt that nobody answered by then counts as failed. Longer than dispatch's own timeout of
 *     10 s, so that two attempts are never under way at once
 * @param untilTold how long an alert without a lifetime (SOS) is tried
 * @param keepEnded how long an ended delivery stays in the ledger, so that a repeat of its alert changes nothing. Not
 *     shorter than an edit of an event can raise its alert again in another sector (15 days)
 */
public record DeliverySettings(
        List<Duration> retryWaits, Duration attemptDeadline, Duration untilTold, Duration keepEnded) {

    public DeliverySettings {
        if (retryWaits.isEmpty()) {
            throw new IllegalArgumentException("Expected at least one wait between attempts, got none.");
        }
        retryWaits = List.copyOf(retryWaits);
    }

    public static DeliverySettings standard() {
        return new DeliverySettings(
                List.of(
                        Duration.ZERO,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(60)),
                Duration.ofSeconds(25),
                Duration.ofDays(7),
                Duration.ofDays(15));
    }
}

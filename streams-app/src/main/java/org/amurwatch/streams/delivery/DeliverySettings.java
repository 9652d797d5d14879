package org.amurwatch.streams.delivery;

import java.time.Duration;
import java.util.List;

/**
 * Settings of {@link DeliveryTopology}.
 *
 * @param retryWaits how long to wait after the first, second, ... failed attempt; the last is the wait after all later
 *     ones too, a tenth more or less so that a receiver that comes back is not called by all at once
 * @param attemptDeadline an attempt that nobody answered by then counts as failed. Longer than dispatch may need (15 s in its
 *     queue and 10 s for the exchange), so that two attempts are never under way at once
 * @param untilTold how long an alert without a lifetime (SOS) is tried
 * @param keepEnded how long an ended delivery stays in the ledger, so that a repeat of its alert changes nothing. Not
 *     shorter than an edit of an event can raise its alert again in another sector (15 days)
 * @param failingAfter an endpoint of which all attempts failed for so long is told of by other endpoints
 * @param operatorEndpoints told of every endpoint that fails, beside the others of its team
 */
public record DeliverySettings(
        List<Duration> retryWaits,
        Duration attemptDeadline,
        Duration untilTold,
        Duration keepEnded,
        Duration failingAfter,
        List<String> operatorEndpoints) {

    /** @throws IllegalArgumentException with a sentence that says which can't be right */
    public DeliverySettings {
        if (retryWaits.isEmpty()) {
            throw new IllegalArgumentException("Expected at least one wait between attempts, got none.");
        }
        if (retryWaits.stream().anyMatch(Duration::isNegative)
                || retryWaits.get(retryWaits.size() - 1).isZero()) {
            throw new IllegalArgumentException(
                    "Expected waits between attempts of 0 or more, the last of them above 0, got " + retryWaits + ".");
        }
        if (attemptDeadline.compareTo(Duration.ofSeconds(1)) < 0 || failingAfter.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "Expected an attempt deadline and a time after which an endpoint fails of a"
                            + " second or more, got " + attemptDeadline + " and " + failingAfter + ".");
        }
        if (untilTold.compareTo(Duration.ofMinutes(1)) < 0 || keepEnded.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException(
                    "Expected a minute or more until an SOS is given up, and a day or more for"
                            + " which ended deliveries are kept, got " + untilTold + " and " + keepEnded + ".");
        }
        retryWaits = List.copyOf(retryWaits);
        operatorEndpoints = List.copyOf(operatorEndpoints);
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
                Duration.ofDays(15),
                Duration.ofMinutes(3),
                List.of());
    }
}

package org.amurwatch.consumer.channel;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.amurwatch.avro.DeliveryOutcome;
import org.jspecify.annotations.Nullable;

/** What an HTTP status means for a delivery, as Standard Webhooks has it. */
public final class StatusMeaning {

    /** A receiver that asks for more is asking for the alert to be forgotten; the ledger has its own limit below this. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private StatusMeaning() {}

    /** @param retryAfter value of the header of that name */
    public static Answer of(int status, @Nullable String retryAfter, Instant now) {
        if (status >= 200 && status < 300) {
            return new Answer(DeliveryOutcome.DELIVERED, status, null, null);
        }
        if (status == 410) {
            return new Answer(
                    DeliveryOutcome.GONE, status, "The receiver answered 410: it asks never to be called again.", null);
        }
        if (status == 408 || status == 425 || status == 429 || status >= 500) {
            return new Answer(
                    DeliveryOutcome.RETRY,
                    status,
                    "The receiver answered " + status + ": to be tried again.",
                    waitAsked(retryAfter, now));
        }
        if (status >= 300 && status < 400) {
            return new Answer(
                    DeliveryOutcome.FAILED,
                    status,
                    "The receiver answered " + status
                            + ": redirects are not followed; set the endpoint's address to where it moved.",
                    null);
        }
        return new Answer(
                DeliveryOutcome.FAILED, status, "The receiver answered " + status + ": it refuses the message.", null);
    }

    /** Retry-After is a number of seconds or a date (RFC 9110, 10.2.3). One that is neither is passed over. */
    private static @Nullable Long waitAsked(@Nullable String retryAfter, Instant now) {
        if (retryAfter == null) {
            return null;
        }
        String text = retryAfter.strip();
        Duration asked;
        try {
            asked = text.chars().allMatch(c -> c >= '0' && c <= '9')
                    ? Duration.ofSeconds(Long.parseLong(text))
                    : Duration.between(now, Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
        } catch (NumberFormatException | DateTimeException e) {
            return null;
        }
        if (asked.isNegative()) {
            return 0L;
        }
        return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT.toMillis() : asked.toMillis();
    }
}

package org.amurwatch.consumer.partner.send;

import java.time.Duration;
import java.util.Optional;

/**
 * Why an attempt settled nothing, or not all: it is made again.
 *
 * @param reason in a sentence without address or secret
 * @param askedWait how long the partner asked to wait
 * @param needsOperator whether trying again helps only once somebody has mended something: credentials, an address
 */
public record Trouble(String reason, Optional<Duration> askedWait, boolean needsOperator) {

    public static Trouble passing(String reason) {
        return new Trouble(reason, Optional.empty(), false);
    }

    public static Trouble forOperator(String reason) {
        return new Trouble(reason, Optional.empty(), true);
    }
}

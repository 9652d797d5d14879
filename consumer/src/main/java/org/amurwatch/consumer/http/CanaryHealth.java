package org.amurwatch.consumer.http;

import java.time.Duration;

/**
 * Whether alerts get through, by the last canary that did.
 *
 * @param age since it was received; while none has arrived, since one was first awaited
 * @param longest how old it may be
 */
public record CanaryHealth(Duration age, Duration longest) {

    public boolean well() {
        return age.compareTo(longest) <= 0;
    }
}

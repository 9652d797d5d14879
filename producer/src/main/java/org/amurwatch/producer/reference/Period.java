package org.amurwatch.producer.reference;

import java.time.Instant;

/** Whether something that holds for a time holds now, in a word. */
final class Period {

    private Period() {}

    /** @param retired whether it was taken back */
    static String state(boolean retired, Instant startAt, Instant endAt, Instant now) {
        if (retired) {
            return "retired";
        }
        if (now.isBefore(startAt)) {
            return "planned";
        }
        return now.isBefore(endAt) ? "active" : "past";
    }
}

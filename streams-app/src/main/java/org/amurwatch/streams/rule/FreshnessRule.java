package org.amurwatch.streams.rule;

import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.PoachingAlert;

/** Whether a poaching alert is recent enough to page somebody. */
public final class FreshnessRule {

    private FreshnessRule() {}

    /**
     * Alarms fail open: a live report with a broken clock was given the time it was received as {@code observedAt}, so it
     * may page; a row of a file with a broken clock may be of any age, so it never does.
     */
    public static boolean isFresh(LocatedEvent located) {
        PoachingAlert alert = located.getPoachingAlert();
        boolean fromFile = alert.getProvenance().getFile() != null;
        if (alert.getClockSuspect() && fromFile) {
            return false;
        }
        return MaxAge.of(alert.getKind())
                .map(maxAge -> located.getFreshnessMillis() <= maxAge.toMillis())
                .orElse(true);
    }
}

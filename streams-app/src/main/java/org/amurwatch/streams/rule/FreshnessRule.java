package org.amurwatch.streams.rule;

import java.time.Duration;
import java.util.Optional;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Sighting;

/** Whether an event is recent enough to page somebody. */
public final class FreshnessRule {

    private FreshnessRule() {}

    /**
     * Alarms fail open: a live report with a broken clock was given the time it was received as {@code observedAt}, so it
     * may page; a row of a file with a broken clock may be of any age, so it never does.
     */
    public static boolean isFresh(LocatedEvent located) {
        PoachingAlert alert = located.getPoachingAlert();
        if (alert != null) {
            boolean unknownAge =
                    alert.getClockSuspect() && alert.getProvenance().getFile() != null;
            return !unknownAge && isWithin(MaxAge.of(alert.getKind()), located);
        }
        Sighting sighting = located.getSighting();
        boolean unknownAge =
                sighting.getClockSuspect() && sighting.getProvenance().getFile() != null;
        return !unknownAge && isWithin(Optional.of(MaxAge.OF_SIGHTINGS), located);
    }

    private static boolean isWithin(Optional<Duration> maxAge, LocatedEvent located) {
        return maxAge.map(age -> located.getFreshnessMillis() <= age.toMillis()).orElse(true);
    }
}

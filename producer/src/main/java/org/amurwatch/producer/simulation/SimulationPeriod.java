package org.amurwatch.producer.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.amurwatch.failure.CommandFailure;
import org.jspecify.annotations.Nullable;

/** Chooses the first day of a world. */
final class SimulationPeriod {

    /** For files, so that the same settings, seed and days give the same bytes on any day. */
    static final LocalDate FIRST_DAY_OF_FILES = LocalDate.of(2026, 1, 1);

    static final int DAYS_AT_MOST = 3660;

    private SimulationPeriod() {}

    /**
     * The first day: as asked, else the fixed one; what is published ends at the last midnight, unless asked otherwise.
     *
     * @throws CommandFailure (exit code 2) if the days are too many, or what is to be published lies in the future: the
     *     brokers take no such timestamp
     */
    static LocalDate from(@Nullable LocalDate asked, int days, boolean published, ZoneId zone, Clock clock) {
        if (days < 1 || days > DAYS_AT_MOST) {
            throw CommandFailure.usage("--days is " + days + ": expected 1 to " + DAYS_AT_MOST + ".");
        }
        if (!published) {
            return asked == null ? FIRST_DAY_OF_FILES : asked;
        }
        Instant now = clock.instant();
        LocalDate latest = LocalDate.ofInstant(now, zone).minusDays(days);
        if (asked == null) {
            return latest;
        }
        Instant end = asked.plusDays(days).atStartOfDay(zone).toInstant();
        if (end.isAfter(now)) {
            throw CommandFailure.usage("--from " + asked + " and --days " + days + " lead to " + end
                    + ", which lies in the future (it is " + now + " now): the brokers take no record that is received"
                    + " later than now. Begin on " + latest + " or earlier, or leave --from out.");
        }
        return asked;
    }
}

package org.amurwatch.producer.patrol;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.amurwatch.producer.table.FieldTime;
import org.amurwatch.producer.table.UnusableRow;
import org.jspecify.annotations.Nullable;

/** Reads and checks what stands in the cells of a track. */
final class TrackCells {

    /** How far ahead of our clock a stated time may be: architecture.md, Time. */
    private static final Duration AHEAD_AT_MOST = Duration.ofMinutes(5);
    /** No tracker is older; such a time is a clock that was reset. */
    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

    private final Instant now;

    /** @param now the time of the import, which no track can be later than */
    TrackCells(Instant now) {
        this.now = now;
    }

    /** @throws UnusableRow if no point can be made of them */
    TrackPoint point(
            @Nullable String teamId,
            @Nullable String time,
            @Nullable String latitude,
            @Nullable String longitude,
            boolean over)
            throws UnusableRow {
        if (teamId == null || teamId.isBlank()) {
            throw new UnusableRow("team is missing");
        }
        return new TrackPoint(
                teamId.strip(),
                time(time),
                degrees("latitude", latitude, 90),
                degrees("longitude", longitude, 180),
                over);
    }

    private Instant time(@Nullable String text) throws UnusableRow {
        if (text == null || text.isBlank()) {
            throw new UnusableRow("time is missing");
        }
        Instant at = FieldTime.parse("time", text.strip());
        if (at.isAfter(now.plus(AHEAD_AT_MOST))) {
            throw new UnusableRow("time " + at + " lies in the future: it is " + now + " now. Set the tracker's clock");
        }
        if (at.isBefore(EARLIEST)) {
            throw new UnusableRow("time " + at + " lies before 1990: that is a clock that was reset");
        }
        return at;
    }

    private static double degrees(String name, @Nullable String text, double most) throws UnusableRow {
        if (text == null || text.isBlank()) {
            throw new UnusableRow(name + " is missing");
        }
        double value;
        try {
            value = Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new UnusableRow(name + " '" + shown(text) + "' is no number; expected degrees such as 43.125");
        }
        if (!(Math.abs(value) <= most)) {
            throw new UnusableRow(String.format(
                    Locale.ROOT, "%s %s is out of range; expected %.0f to %.0f degrees", name, value, -most, most));
        }
        return value;
    }

    private static String shown(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}

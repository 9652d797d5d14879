package org.amurwatch.producer.camtrap;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amurwatch.producer.table.UnusableRow;
import org.jspecify.annotations.Nullable;

/**
 * Times as cameras and their programs write them: {@code 2026-01-17 16:18:44}, EXIF's {@code 2026:01:17 16:18:44}, with or
 * without an offset. Without one they are local, and mean an instant only together with a zone.
 */
public final class CameraTime {

    private static final Pattern FORM = Pattern.compile("(\\d{4})[-:/](\\d{2})[-:/](\\d{2})[ T](\\d{2}):(\\d{2})"
            + "(?::(\\d{2})(?:\\.\\d{1,9})?)?\\s?(Z|UTC|[+-]\\d{2}:?\\d{2})?");

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final DateTimeFormatter WINDOW_ID =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);

    private CameraTime() {}

    /**
     * The instant, to the second.
     *
     * @param zone of a time without offset; null: such a time can't be used. Where the clocks go back and an hour comes
     *     twice, the first is meant
     */
    public static Instant parse(String column, String text, @Nullable ZoneId zone) throws UnusableRow {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            throw new UnusableRow(column + " " + UnusableRow.shown(text)
                    + " is no time; expected for instance 2026-01-17 16:18:44 or 2026-01-17T16:18:44+10:00");
        }
        String offset = parts.group(7);
        if (offset == null && zone == null) {
            throw new UnusableRow(
                    column + " " + UnusableRow.shown(text) + " has no zone: say which one the camera's clock showed");
        }
        try {
            LocalDateTime local = LocalDateTime.of(
                    number(parts, 1),
                    number(parts, 2),
                    number(parts, 3),
                    number(parts, 4),
                    number(parts, 5),
                    parts.group(6) == null ? 0 : number(parts, 6));
            return local.atZone(offset == null ? zone : offset(offset)).toInstant();
        } catch (DateTimeException e) {
            throw new UnusableRow(column + " " + UnusableRow.shown(text) + " is no time that exists");
        }
    }

    /** Whether a time says its offset itself. */
    public static boolean statesOffset(String text) {
        Matcher parts = FORM.matcher(text.strip());
        return parts.matches() && parts.group(7) != null;
    }

    /**
     * Names the five minutes that a picture was taken in. Pictures of one camera in them count as one encounter, whatever
     * order and however many files they come in.
     */
    public static String window(Instant time) {
        long seconds = WINDOW.toSeconds();
        return WINDOW_ID.format(Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), seconds) * seconds));
    }

    private static ZoneId offset(String text) {
        return text.equals("UTC") ? ZoneOffset.UTC : ZoneOffset.of(text);
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }
}

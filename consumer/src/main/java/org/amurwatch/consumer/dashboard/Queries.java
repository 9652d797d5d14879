package org.amurwatch.consumer.dashboard;

import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import org.amurwatch.avro.Severity;
import org.amurwatch.consumer.dashboard.past.PastKey;
import org.amurwatch.consumer.dashboard.view.IncidentQuery;
import org.amurwatch.consumer.dashboard.view.PastQuery;
import org.amurwatch.consumer.http.Refusal;
import org.jspecify.annotations.Nullable;

/** What somebody asks for behind the question mark; what can't be meant is refused with a sentence. */
final class Queries {

    private static final int USUAL_LIMIT = 50;
    private static final int MOST = 200;
    private static final int MOST_OF_PAST = 1_000;
    private static final long MOST_SECONDS =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final Duration USUAL_PAST = Duration.ofDays(30);

    private Queries() {}

    static IncidentQuery incidents(Context context) {
        return new IncidentQuery(
                open(context.queryParam("state")),
                severity(context.queryParam("severity")),
                empty(context.queryParam("territory")),
                limit(context),
                after(context));
    }

    private static @Nullable Boolean open(@Nullable String state) {
        if (state == null || state.equals("open")) {
            return true;
        }
        if (state.equals("closed")) {
            return false;
        }
        if (state.equals("all")) {
            return null;
        }
        throw unusable("state", "open, closed or all");
    }

    private static @Nullable Severity severity(@Nullable String severity) {
        if (empty(severity) == null) {
            return null;
        }
        return Arrays.stream(Severity.values())
                .filter(one -> one.name().equals(String.valueOf(severity).toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> unusable("severity", "one of " + Arrays.toString(Severity.values())));
    }

    /** How many somebody wants at most. */
    static int limit(Context context) {
        return limit(context.queryParam("limit"), USUAL_LIMIT, MOST);
    }

    /** The last id of the page before; null: from the beginning. */
    static @Nullable String after(Context context) {
        return empty(context.queryParam("after"));
    }

    private static int limit(@Nullable String limit, int usual, int most) {
        try {
            int number = limit == null ? usual : Integer.parseInt(limit);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw unusable("limit", "a number from 1 to " + most);
    }

    static LocalDate date(Context context, String name, LocalDate otherwise) {
        String text = empty(context.queryParam(name));
        try {
            return text == null ? otherwise : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw unusable(name, "a date such as 2026-11-27");
        }
    }

    /** A period of the past, at most so many of it. */
    static PastQuery past(Context context, Instant now) {
        Instant to = time(context, "to", now);
        Instant from = time(context, "from", to.minus(USUAL_PAST));
        if (to.isBefore(from)) {
            throw unusable("to", "no earlier than from");
        }
        @Nullable String after = empty(context.queryParam("after"));
        return new PastQuery(
                from,
                to,
                after == null ? null : PastKey.ofToken(after).orElseThrow(() -> unusable("after", "what next said")),
                limit(context.queryParam("limit"), MOST_OF_PAST, MOST_OF_PAST));
    }

    private static Instant time(Context context, String name, Instant otherwise) {
        String text = empty(context.queryParam(name));
        try {
            Instant time = text == null ? otherwise : Instant.parse(text);
            // What the keys of the past can hold.
            if (Math.abs(time.getEpochSecond()) <= MOST_SECONDS) {
                return time;
            }
        } catch (DateTimeParseException e) {
            // Told below.
        }
        throw unusable(name, "a time such as 2026-11-27T00:00:00Z");
    }

    private static @Nullable String empty(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static Refusal unusable(String name, String expected) {
        return Refusal.of(400, "Can't be used", "Parameter " + name + " is " + expected + ".");
    }
}

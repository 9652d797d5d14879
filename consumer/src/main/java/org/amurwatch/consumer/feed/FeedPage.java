package org.amurwatch.consumer.feed;

import io.javalin.http.Context;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.amurwatch.consumer.http.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * One page of a feed.
 *
 * @param items of this page, newest release first
 * @param self the path and query that it was asked for by, below {@code /feeds}
 * @param next those of the page after it; null: this is the last
 */
record FeedPage(List<FeedItem> items, String self, @Nullable String next) {

    static final int MOST = 1_000;

    private static final Pattern CURSOR = Pattern.compile("(\\d{1,15})-(.{1,100})");

    FeedPage {
        items = List.copyOf(items);
    }

    /** What is asked for behind the question mark. */
    record Query(@Nullable Instant since, @Nullable Cursor after, int limit) {

        /** @throws Refusal if something there can't be meant */
        static Query of(Context context) {
            return new Query(since(context), after(context), limit(context));
        }

        private static @Nullable Instant since(Context context) {
            String text = context.queryParam("since");
            try {
                return text == null ? null : Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw unusable("since", "a time such as 2026-11-27T00:00:00Z");
            }
        }

        private static @Nullable Cursor after(Context context) {
            String text = context.queryParam("after");
            if (text == null) {
                return null;
            }
            Matcher cursor = CURSOR.matcher(text);
            if (!cursor.matches()) {
                throw unusable("after", "what the link to the next page says");
            }
            return new Cursor(Instant.ofEpochMilli(Long.parseLong(cursor.group(1))), cursor.group(2));
        }

        private static int limit(Context context) {
            String text = context.queryParam("limit");
            try {
                int limit = text == null ? MOST : Integer.parseInt(text);
                if (limit >= 1 && limit <= MOST) {
                    return limit;
                }
            } catch (NumberFormatException e) {
                // Told below.
            }
            throw unusable("limit", "a number from 1 to " + MOST);
        }

        private static Refusal unusable(String name, String expected) {
            return Refusal.of(400, "Can't be used", "Parameter " + name + " is " + expected + ".");
        }
    }

    /** The last item of the page before. */
    record Cursor(Instant releasedAt, String id) {

        boolean isBefore(FeedItem item) {
            int older = releasedAt.compareTo(item.releasedAt());
            return older > 0 || (older == 0 && id.compareTo(item.id()) < 0);
        }

        private static String of(FeedItem item) {
            return item.releasedAt().toEpochMilli() + "-" + item.id();
        }
    }

    /** @param path of the feed below {@code /feeds} */
    static FeedPage of(Feed feed, String path, Query query) {
        Instant since = query.since();
        Cursor after = query.after();
        List<FeedItem> found = feed.items().stream()
                .filter(item -> since == null || !item.releasedAt().isBefore(since))
                .filter(item -> after == null || after.isBefore(item))
                .limit(query.limit() + 1L)
                .toList();
        boolean more = found.size() > query.limit();
        List<FeedItem> items = more ? found.subList(0, query.limit()) : found;
        String self = after == null ? null : after.releasedAt().toEpochMilli() + "-" + after.id();
        return new FeedPage(
                items,
                link(path, query, self),
                more ? link(path, query, Cursor.of(items.get(items.size() - 1))) : null);
    }

    private static String link(String path, Query query, @Nullable String after) {
        List<String> parameters = Stream.of(
                        query.since() == null ? "" : "since=" + query.since(),
                        after == null ? "" : "after=" + PathSegment.encoded(after),
                        query.limit() == MOST ? "" : "limit=" + query.limit())
                .filter(parameter -> !parameter.isEmpty())
                .toList();
        return parameters.isEmpty() ? path : path + "?" + String.join("&", parameters);
    }
}

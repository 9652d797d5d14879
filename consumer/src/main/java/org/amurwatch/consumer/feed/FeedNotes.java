package org.amurwatch.consumer.feed;

import java.util.Locale;

/** Sentences that feeds say of themselves. */
final class FeedNotes {

    private FeedNotes() {}

    /** That there was more. */
    static String cut() {
        return String.format(
                Locale.ROOT,
                "More was released in the last %d days than is kept here, which is the newest %,d events.",
                FeedStore.SHOWN.toDays(),
                FeedStore.MOST_EVENTS);
    }
}

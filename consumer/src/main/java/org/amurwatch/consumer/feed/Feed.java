package org.amurwatch.consumer.feed;

import java.time.Instant;
import java.util.List;
import org.amurwatch.avro.Agreement;
import org.amurwatch.avro.Audience;

/**
 * What an agreement's readers get at one time.
 *
 * @param over whether the agreement is over: then it holds nothing
 * @param items newest release first; of the same time, by id
 * @param cut whether there were more in this time than are kept
 * @param changedAt when it became what it is
 */
record Feed(Agreement agreement, boolean over, List<FeedItem> items, boolean cut, Instant changedAt) {

    Feed {
        items = List.copyOf(items);
    }

    boolean isPublic() {
        return agreement.getAudience() == Audience.PUBLIC;
    }

    /** The same with those alone that are messages of CAP. */
    Feed alerts() {
        return new Feed(
                agreement, over, items.stream().filter(FeedItem::isAlert).toList(), cut, changedAt);
    }
}

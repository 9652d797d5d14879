package org.amurwatch.consumer.feed;

import org.amurwatch.avro.Audience;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.TopicFollower;
import org.amurwatch.topic.Topics;

/** The topics that fill a {@link FeedStore}. */
public final class FeedTopics {

    private FeedTopics() {}

    /**
     * What fills it, once it is started. All that is there is read, not the last 30 days alone: alerts refer to earlier ones,
     * and records of one event may stand in any partition.
     */
    public static TopicFollower follow(Connection connection, FeedStore store) {
        return new TopicFollower("feeds", connection)
                .keyed(Topics.AGREEMENTS, store::agreement)
                .all(Topics.RELEASE_PARTNER, event -> store.release(Audience.PARTNER, event))
                .all(Topics.RELEASE_PUBLIC, event -> store.release(Audience.PUBLIC, event));
    }
}

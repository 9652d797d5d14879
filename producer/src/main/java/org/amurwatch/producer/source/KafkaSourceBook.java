package org.amurwatch.producer.source;

import java.time.Clock;
import java.util.Optional;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.TopicFollower;
import org.amurwatch.topic.Topics;

/**
 * The sources of the topic: what changes there holds here within a second. While the brokers are away, what was last known
 * goes on holding, and keys expire all the same.
 */
public final class KafkaSourceBook implements SourceBook, AutoCloseable {

    private final KnownSources sources;
    private final TopicFollower follower;

    /** Begins to read at once. {@code clock} says which keys have expired. */
    public KafkaSourceBook(Connection connection, Clock clock) {
        this.sources = new KnownSources(clock);
        this.follower = new TopicFollower("source-book", connection).all(Topics.SOURCES, sources::take);
        follower.start();
    }

    @Override
    public Optional<SourceGrant> grant(String key) {
        return sources.grant(key);
    }

    @Override
    public boolean isReady() {
        return follower.isCaughtUp();
    }

    @Override
    public void close() {
        follower.close();
    }
}

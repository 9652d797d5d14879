package org.amurwatch.consumer.recipient;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.amurwatch.avro.Recipient;
import org.amurwatch.avro.RecipientState;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.TopicFollower;
import org.amurwatch.topic.Topics;

/** Which recipients (endpoints, by name) are revoked, as {@code reference.recipients} says now. For several threads. */
public final class RecipientBook {

    private final Set<String> revoked = ConcurrentHashMap.newKeySet();

    /** What fills it from the topic, once it is started. */
    public TopicFollower feed(Connection connection) {
        return new TopicFollower("recipient-book", connection).all(Topics.RECIPIENTS, this::add);
    }

    public void add(Recipient recipient) {
        if (recipient.getState() == RecipientState.REVOKED) {
            revoked.add(recipient.getName());
        } else {
            revoked.remove(recipient.getName());
        }
    }

    /** Whether nothing may be sent to it, and nothing that comes from it be taken. */
    public boolean isRevoked(String endpoint) {
        return revoked.contains(endpoint);
    }
}

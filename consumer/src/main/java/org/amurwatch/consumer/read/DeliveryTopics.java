package org.amurwatch.consumer.read;

import org.amurwatch.topic.Connection;
import org.amurwatch.topic.TopicReader;
import org.amurwatch.topic.Topics;

/** Reads all deliveries with their receipts from the topics. */
public final class DeliveryTopics {

    private DeliveryTopics() {}

    public static Deliveries read(Connection connection) {
        TopicReader reader = new TopicReader(connection);
        Deliveries deliveries = new Deliveries(Integer.MAX_VALUE);
        reader.read(Topics.DELIVERIES, (raw, attempt) -> deliveries.add(attempt));
        reader.read(Topics.RECEIPTS, (raw, receipt) -> deliveries.add(receipt));
        return deliveries;
    }
}

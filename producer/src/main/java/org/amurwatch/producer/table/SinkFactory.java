package org.amurwatch.producer.table;

import java.time.Clock;
import org.amurwatch.producer.publish.EventSink;
import org.amurwatch.topic.Connection;

/** Opens the way to the brokers. */
@FunctionalInterface
public interface SinkFactory {

    /**
     * @param clock gives the time received
     * @param paced whether to yield to live input
     */
    EventSink open(Connection connection, Clock clock, boolean paced);
}

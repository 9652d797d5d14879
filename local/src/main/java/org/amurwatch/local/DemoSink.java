package org.amurwatch.local;

import java.time.Clock;
import org.amurwatch.producer.publish.EventSink;
import org.amurwatch.topic.Connection;

/** Opens where the demo publishes: the same way in as every importer uses. */
@FunctionalInterface
public interface DemoSink {

    /** @param clock says when an event is received: the story's time */
    EventSink open(Connection connection, Clock clock);
}

package org.amurwatch.local;

import java.time.Clock;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.publish.EventSink;
import org.amurwatch.topic.Connection;

/** Opens where the demo publishes: the same way in as every importer uses. */
@FunctionalInterface
public interface DemoSink {

    /** @param clock says when an event is received: the story's time */
    EventSink open(Connection connection, Clock clock);

    /** For a build without ways in. */
    static DemoSink absent() {
        return (connection, clock) -> {
            throw new CommandFailure(ExitCode.FAILED, "This build has no way in that the demo could publish by.");
        };
    }
}

package org.amurwatch.producer.live;

import java.util.concurrent.CompletableFuture;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.publish.AcknowledgedRecord;

/** Where live events go. For several threads. */
public interface LiveIngest extends AutoCloseable {

    /**
     * Sends an event, and what is private about it first. Never throws: the answer is complete once all in-sync brokers have both,
     * or fails with a {@link CommandFailure} whose exit code says what kind of failure it is: {@link ExitCode#UNREACHABLE} for
     * an outage (the same event may be sent again later, and may be in the topic already), {@link ExitCode#FAILED} for what
     * waiting won't mend. A failure of one event leaves later ones alone.
     */
    CompletableFuture<AcknowledgedRecord> accept(LiveEvent event);

    @Override
    void close();
}

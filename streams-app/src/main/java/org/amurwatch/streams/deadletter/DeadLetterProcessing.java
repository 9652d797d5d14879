package org.amurwatch.streams.deadletter;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.amurwatch.avro.DeadLetterReason;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A record that can't be processed goes to the dead letters, and the partition goes on; an outage or a fault of the system
 * stops the thread, whose transaction is then undone. A processor must compute first and write last: once something is
 * written, the raw record is no longer at hand (Streams frees it) and going on would keep half of its effects.
 */
public final class DeadLetterProcessing implements ProcessingExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterProcessing.class);

    private @Nullable DeadLetters deadLetters;

    @Override
    public void configure(Map<String, ?> settings) {
        deadLetters = DeadLetters.of(settings);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        if (FailureCause.of(exception) != FailureCause.RECORD) {
            return Response.fail();
        }
        if (context.topic() == null) {
            // A punctuator: no record to put aside. What it could not do stays in its store for the next turn.
            LOG.error(
                    "A timer of step {} failed and is tried again at its next turn",
                    context.processorNodeId(),
                    exception);
            return Response.resume();
        }
        if (context.sourceRawKey() == null && context.sourceRawValue() == null) {
            LOG.error(
                    "Step {} failed on {}-{} offset {} after it had written; the transaction is undone",
                    context.processorNodeId(),
                    context.topic(),
                    context.partition(),
                    context.offset(),
                    exception);
            return Response.fail();
        }
        LOG.warn(
                "Dead letter: step {} can't process {}-{} offset {}",
                context.processorNodeId(),
                context.topic(),
                context.partition(),
                context.offset(),
                exception);
        return Response.resume(List.of(Objects.requireNonNull(deadLetters)
                .letter(
                        context,
                        DeadLetterReason.FAILED,
                        "Processing failed unexpectedly: " + exception
                                + ". Put it back ('./amurwatch dead-letters replay') once that is repaired.",
                        exception)));
    }
}

package org.amurwatch.streams.deadletter;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.amurwatch.avro.DeadLetterReason;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;

/** A record that can't be read goes to the dead letters; an outage of the registry stops the thread and is waited out. */
public final class DeadLetterReading implements DeserializationExceptionHandler {

    private @Nullable DeadLetters deadLetters;

    @Override
    public void configure(Map<String, ?> settings) {
        deadLetters = DeadLetters.of(settings);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        if (FailureCause.of(exception) != FailureCause.RECORD) {
            return Response.fail();
        }
        if (context.processorNodeId() == null) {
            // Loading of a global store, from where Streams 4.3 can't send dead letters.
            return Response.resume();
        }
        return Response.resume(List.of(Objects.requireNonNull(deadLetters)
                .letter(
                        context,
                        DeadLetterReason.UNREADABLE,
                        "Expected a value with a registered schema; got " + record.serializedValueSize()
                                + " bytes that can't be read: " + exception.getMessage(),
                        exception)));
    }
}

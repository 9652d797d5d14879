package org.amurwatch.streams.deadletter;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;

/**
 * What can't be written stops the thread, whose transaction is undone: going on would keep the state that belongs to the
 * missing output. (In an exactly-once transaction a failed send can't be left out anyway.) Intake turns away what is too
 * large to be written before it gets here.
 */
public final class StopOnProductionFailure implements ProductionExceptionHandler {

    @Override
    public void configure(Map<String, ?> settings) {}

    @Override
    public Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        return Response.fail();
    }

    @Override
    @SuppressWarnings("rawtypes") // The interface's own signature.
    public Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord record,
            Exception exception,
            SerializationExceptionOrigin origin) {
        return Response.fail();
    }
}

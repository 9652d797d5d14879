package org.amurwatch.topic;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Waits for what brokers answer to an admin client. */
public final class BrokerAnswers {

    private BrokerAnswers() {}

    /** The answer; a refusal or an outage as the exception that the client has for it. */
    public static <T> T await(Future<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException cause) {
                throw cause;
            }
            throw new KafkaException("The brokers' answer can't be used.", e.getCause());
        }
    }
}

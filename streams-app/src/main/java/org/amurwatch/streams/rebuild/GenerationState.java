package org.amurwatch.streams.rebuild;

import org.amurwatch.avro.Generation;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Generations;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** The states of {@link Generation}, and how to enter them. Services run in CURRENT alone. */
final class GenerationState {

    static final String CURRENT = "CURRENT";

    /** Services are to stop; nothing that readers see is changed, so that the earlier generation can be taken up again. */
    static final String SWITCHING = "SWITCHING";

    /** What readers see is being changed: only forward. */
    static final String COMPLETING = "COMPLETING";

    private GenerationState() {}

    /** The next generation in a state on the way to it; remembers all of the current one but its number. */
    static Generation next(Generation current, String state) {
        return Generation.newBuilder(current)
                .setNumber(current.getNumber() + 1)
                .setState(state)
                .build();
    }

    /** The generation before the one that was switched to. */
    static Generation before(Generation switching) {
        return Generation.newBuilder(switching)
                .setNumber(switching.getNumber() - 1)
                .setState(CURRENT)
                .build();
    }

    static void publish(Connection connection, Generation generation) {
        try (Producer<String, Generation> producer = connection.producer(Topics.GENERATION)) {
            producer.send(new ProducerRecord<>(Topics.GENERATION.name(), Generations.KEY, generation))
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        } catch (java.util.concurrent.ExecutionException e) {
            if (e.getCause() instanceof KafkaException cause) {
                throw cause;
            }
            throw new KafkaException("The generation could not be recorded.", e.getCause());
        }
    }
}

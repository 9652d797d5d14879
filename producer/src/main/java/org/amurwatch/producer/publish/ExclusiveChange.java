package org.amurwatch.producer.publish;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.KeyPartition;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.TopicReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Changes a record of a compacted topic by what it said before, so that of two who do so at once neither's change is lost: both
 * use one transactional id, and whoever begins later shuts the other out, who then has written nothing and is told so.
 */
public final class ExclusiveChange {

    private final Connection connection;
    private final Clock clock;
    private final String transactionalId;
    private final PublishFailures failures;

    /** @param transactionalId the same for all who change that topic */
    public ExclusiveChange(Connection connection, Clock clock, String transactionalId) {
        this.connection = connection;
        this.clock = clock;
        this.transactionalId = transactionalId;
        this.failures = new PublishFailures(connection.bootstrapServers(), connection.registryUrl());
    }

    /**
     * Reads what a key holds, and writes what it is to hold.
     *
     * @param change gets the last record, if there is one; what it throws is thrown on, and nothing is written
     * @return what was written
     * @throws CommandFailure if nothing is known to be written, with why
     */
    public <V extends SpecificRecord> V change(Topic<V> topic, String key, Function<Optional<V>, V> change) {
        try (Producer<String, byte[]> producer = connection.transactionalProducer(transactionalId);
                Serializer<V> serializer = connection.serdes().serializer(topic)) {
            producer.initTransactions();
            V changed = change.apply(new TopicReader(connection).last(topic, key));
            byte[] bytes = serialise(topic, serializer, changed);
            producer.beginTransaction();
            write(producer, topic, key, bytes);
            return changed;
        } catch (CommandFailure e) {
            throw e;
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "Another command changed " + topic.name()
                            + " at the same time: nothing was changed by this one. Run it again.",
                    e);
        } catch (RuntimeException e) {
            throw failures.sentence(topic.name(), e);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The commit waits for it, and fails with it.
    private void write(Producer<String, byte[]> producer, Topic<?> topic, String key, byte[] bytes) {
        int partition = KeyPartition.of(
                        topic.name(), key, producer.partitionsFor(topic.name()).size())
                .partition();
        producer.send(new ProducerRecord<>(topic.name(), partition, clock.millis(), key, bytes));
        try {
            producer.commitTransaction();
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    private <V extends SpecificRecord> byte[] serialise(Topic<V> topic, Serializer<V> serializer, V value) {
        try {
            return serializer.serialize(topic.name(), value);
        } catch (RuntimeException e) {
            throw failures.unserialised(topic.name(), e);
        }
    }
}

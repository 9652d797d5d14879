package org.amurwatch.producer.importing;

import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.TopicReader;
import org.amurwatch.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the field topics and the deployments from the brokers. */
public final class TopicPublishedEvents implements PublishedEvents {

    private static final Logger LOG = LoggerFactory.getLogger(TopicPublishedEvents.class);

    private final Connection connection;

    public TopicPublishedEvents(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void read(String sourceId, Handler handler) {
        read(Topics.SIGHTINGS, sourceId, handler::accept);
        read(Topics.POACHING_ALERTS, sourceId, handler::accept);
        read(Topics.DEPLOYMENTS, sourceId, handler::accept);
    }

    private <V extends SpecificRecord> void read(Topic<V> topic, String sourceId, Consumer<V> handler) {
        String prefix = sourceId + "/";
        LongConsumer silent = count -> {};
        try (Deserializer<V> deserializer = connection.serdes().deserializer(topic)) {
            new TopicReader(connection)
                    .readRaw(
                            topic.name(),
                            raw -> {
                                if (raw.key() == null
                                        || raw.value() == null
                                        || !raw.key().startsWith(prefix)) {
                                    return;
                                }
                                V value;
                                try {
                                    value = deserializer.deserialize(topic.name(), raw.value());
                                } catch (SerializationException e) {
                                    if (e.getCause() instanceof java.io.IOException) {
                                        // The registry can't be reached or does not answer: nothing can be compared.
                                        throw e;
                                    }
                                    LOG.warn(
                                            "{}-{} offset {} can't be read and is passed over, as intake does: {}",
                                            raw.topic(),
                                            raw.partition(),
                                            raw.offset(),
                                            e.toString());
                                    return;
                                }
                                handler.accept(value);
                            },
                            silent);
        }
    }
}

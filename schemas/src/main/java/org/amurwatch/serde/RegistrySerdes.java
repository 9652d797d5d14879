package org.amurwatch.serde;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.io.IOException;
import java.util.Map;
import org.amurwatch.record.TrustedRecords;
import org.amurwatch.security.RegistryAccess;
import org.amurwatch.topic.Topic;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Serdes for the values of topics: Confluent's wire format, with schemas that must have been registered beforehand
 * ({@code ./amurwatch schemas register}). Not for stores and changelogs: see {@link StoreSerde}.
 */
public final class RegistrySerdes {

    static {
        TrustedRecords.trust();
    }

    private final RegistryAccess registry;
    private final Map<String, Object> settings;

    /** @param registryUrl the registry's Confluent-compatible API, or {@code mock://NAME} in tests */
    public RegistrySerdes(String registryUrl) {
        this(new RegistryAccess(registryUrl));
    }

    /** Serdes that all ask one client, so that an id is looked up once in a process. */
    public RegistrySerdes(RegistryAccess registry) {
        this.registry = registry;
        this.settings = Map.of(
                "schema.registry.url",
                registry.url(),
                "auto.register.schemas",
                registry.isMock(),
                "specific.avro.reader",
                true,
                "avro.use.logical.type.converters",
                true);
    }

    public <V extends SpecificRecord> Serde<V> serde(Topic<V> topic) {
        return Serdes.serdeFrom(serializer(topic), deserializer(topic));
    }

    /**
     * Asks the registry for the id of a topic's schema, so that the first record need not wait for it.
     *
     * @throws IOException if the registry can't be reached
     * @throws SerializationException if it does not know the schema
     */
    public void lookUp(Topic<?> topic) throws IOException {
        if (registry.isMock()) {
            return;
        }
        try {
            registry.client()
                    .getId(topic.subject(), new AvroSchema(SpecificData.get().getSchema(topic.valueType())));
        } catch (RestClientException e) {
            throw new SerializationException("The registry does not say the id of " + topic.subject(), e);
        }
    }

    public <V extends SpecificRecord> Serializer<V> serializer(Topic<V> topic) {
        return cast(new TopicSerializer(topic, registry.client(), settings));
    }

    public <V extends SpecificRecord> Deserializer<V> deserializer(Topic<V> topic) {
        KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer(registry.client());
        deserializer.configure(settings, false);
        return cast(deserializer);
    }

    @SuppressWarnings(
            "unchecked") // Confluent's classes are typed Object; what a topic holds is what the catalogue says.
    private static <T> T cast(Object untyped) {
        return (T) untyped;
    }
}

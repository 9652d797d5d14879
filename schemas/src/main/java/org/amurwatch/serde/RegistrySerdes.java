package org.amurwatch.serde;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.util.Map;
import org.amurwatch.record.TrustedRecords;
import org.amurwatch.security.RegistryAccess;
import org.amurwatch.topic.Topic;
import org.apache.avro.specific.SpecificRecord;
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

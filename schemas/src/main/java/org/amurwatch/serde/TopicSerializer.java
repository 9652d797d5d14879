package org.amurwatch.serde;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.util.Map;
import org.amurwatch.topic.Topic;
import org.apache.avro.specific.SpecificData;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Confluent's serializer for the values of one topic. The plain one wraps and hashes the whole schema anew for each record,
 * which for a nested record costs more than writing it; here the schema is known and wrapped once. The subject is that of
 * the catalogue's topic, also where a rebuild writes to a staged copy of it.
 */
final class TopicSerializer extends KafkaAvroSerializer {

    private final Topic<?> topic;
    private final AvroSchema schema;

    TopicSerializer(Topic<?> topic, SchemaRegistryClient registry, Map<String, Object> settings) {
        super(registry);
        this.topic = topic;
        this.schema = new AvroSchema(SpecificData.get().getSchema(topic.valueType()));
        configure(settings, false);
    }

    @Override
    public byte @Nullable [] serialize(String anyTopic, @Nullable Object value) {
        return value == null ? null : serializeImpl(topic.subject(), topic.name(), null, value, schema);
    }

    @Override
    public byte @Nullable [] serialize(String anyTopic, Headers headers, @Nullable Object value) {
        return value == null ? null : serializeImpl(topic.subject(), topic.name(), headers, value, schema);
    }
}

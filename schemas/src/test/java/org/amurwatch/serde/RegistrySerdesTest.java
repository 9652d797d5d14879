package org.amurwatch.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.amurwatch.sample.SampleRecords;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegistrySerdesTest {

    private final String registry = "mock://" + UUID.randomUUID();
    private final long seed = System.nanoTime();

    static Stream<Topic<?>> valued() {
        return Topics.all().stream().filter(topic -> topic.valueType() != null);
    }

    @ParameterizedTest
    @MethodSource("valued")
    <V extends SpecificRecord> void shouldReadWhatItWrote(Topic<V> topic) {
        Serde<V> serde = new RegistrySerdes(registry).serde(topic);
        V value = SampleRecords.filled(topic.valueType(), new Random(seed));

        byte[] bytes = serde.serializer().serialize(topic.name(), value);

        assertThat(bytes[0]).as("the magic byte of Confluent's format").isZero();
        // By bytes: Avro 1.12.2 can't compare lists of records that hold an optional date (TerritoryStatus.subjects).
        V read = serde.deserializer().deserialize(topic.name(), bytes);
        assertThat(serde.serializer().serialize(topic.name(), read))
                .as("seed %d", seed)
                .isEqualTo(bytes);
        assertThat(read).hasToString(value.toString());
    }

    @Test
    void shouldKeepATombstone() {
        Serde<?> serde = new RegistrySerdes(registry).serde(Topics.TERRITORIES);

        assertThat(serde.serializer().serialize("reference.territories", null)).isNull();
        assertThat(serde.deserializer().deserialize("reference.territories", null))
                .isNull();
    }

    @Test
    void shouldFailOnBytesOfAnotherFormat() {
        Serde<?> serde = new RegistrySerdes(registry).serde(Topics.SIGHTINGS);

        assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> serde.deserializer()
                .deserialize("field.sightings", "{\"json\": true}".getBytes(StandardCharsets.UTF_8)));
    }
}

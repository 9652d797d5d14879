package org.amurwatch.serde;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.amurwatch.record.TrustedRecords;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Serdes for stores, changelogs, repartition topics and headers: Avro single-object encoding, which needs no registry, so
 * that an outage of the registry stops neither restore nor state. Old states are read with the schemas of
 * {@link SchemaHistory}.
 */
public final class StoreSerde {

    static {
        TrustedRecords.trust();
    }

    private StoreSerde() {}

    public static <V extends SpecificRecord> Serde<V> of(Class<V> type) {
        return of(type, SchemaHistory.storeOf(type));
    }

    static <V extends SpecificRecord> Serde<V> of(Class<V> type, SchemaStore history) {
        SpecificData model = SpecificData.getForClass(type);
        BinaryMessageEncoder<V> encoder = new BinaryMessageEncoder<>(model, model.getSchema(type));
        BinaryMessageDecoder<V> decoder = new BinaryMessageDecoder<>(model, model.getSchema(type), history);
        Serializer<V> serializer = (topic, value) -> value == null ? null : encode(encoder, value);
        Deserializer<V> deserializer = (topic, bytes) -> bytes == null ? null : decode(type, decoder, bytes);
        return Serdes.serdeFrom(serializer, deserializer);
    }

    private static <V> byte[] encode(BinaryMessageEncoder<V> encoder, V value) {
        try {
            ByteBuffer buffer = encoder.encode(value);
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new SerializationException("Can't write " + value.getClass().getSimpleName() + " for a store.", e);
        }
    }

    private static <V> V decode(Class<V> type, BinaryMessageDecoder<V> decoder, byte[] bytes) {
        try {
            return decoder.decode(bytes, null);
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(
                    "Can't read " + type.getSimpleName() + " from " + bytes.length
                            + " bytes of a store: written by a newer version, or damaged.",
                    e);
        }
    }
}

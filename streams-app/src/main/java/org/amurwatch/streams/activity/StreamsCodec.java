package org.amurwatch.streams.activity;

import org.amurwatch.serde.StoreSerde;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/** Records as stores keep them. */
public final class StreamsCodec<R extends SpecificRecord> implements RecordCodec<R> {

    private final Serde<R> serde;

    public StreamsCodec(Class<R> type) {
        this.serde = StoreSerde.of(type);
    }

    @Override
    public byte[] write(R record) {
        return serde.serializer().serialize("store", record);
    }

    @Override
    public R read(byte[] bytes) {
        return serde.deserializer().deserialize("store", bytes);
    }
}

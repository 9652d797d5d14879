package org.amurwatch.consumer.export;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.function.Consumer;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Sighting;
import org.amurwatch.serde.StoreSerde;
import org.apache.kafka.common.serialization.Serde;

/** Events in the order in which they are written, on disk. */
final class SortedEvents {

    private static final char EVENTS = 'x';
    private static final byte ANIMAL = 'a';
    private static final byte SIGN = 'p';

    private final ExportStore store;
    private final Serde<Sighting> sightings = StoreSerde.of(Sighting.class);
    private final Serde<PoachingAlert> alerts = StoreSerde.of(PoachingAlert.class);

    SortedEvents(ExportStore store) {
        this.store = store;
    }

    /**
     * Puts one into a group, behind those that were observed earlier.
     *
     * @param group such as its deployment
     */
    void put(String group, HeldEvent event) {
        byte[] key = ExportKeys.of(EVENTS)
                .text(group)
                .number(event.observedAt().toEpochMilli())
                .last(event.key().toString());
        store.put(key, row(event));
    }

    /** Gives those of a group. */
    void each(String group, Consumer<HeldEvent> taker) {
        store.forEach(ExportKeys.of(EVENTS).text(group).bytes(), (key, row) -> {
            taker.accept(event(row));
            return true;
        });
    }

    private byte[] row(HeldEvent event) {
        byte[] bytes = event instanceof HeldEvent.Animal animal
                ? sightings.serializer().serialize("sorted", animal.sighting())
                : alerts.serializer().serialize("sorted", ((HeldEvent.Sign) event).alert());
        return ByteBuffer.allocate(1 + Long.BYTES + bytes.length)
                .put(event instanceof HeldEvent.Animal ? ANIMAL : SIGN)
                .putLong(event.receivedAt().toEpochMilli())
                .put(bytes)
                .array();
    }

    private HeldEvent event(byte[] row) {
        ByteBuffer bytes = ByteBuffer.wrap(row);
        byte kind = bytes.get();
        Instant receivedAt = Instant.ofEpochMilli(bytes.getLong());
        byte[] value = new byte[bytes.remaining()];
        bytes.get(value);
        return kind == ANIMAL
                ? new HeldEvent.Animal(sightings.deserializer().deserialize("sorted", value), receivedAt)
                : new HeldEvent.Sign(alerts.deserializer().deserialize("sorted", value), receivedAt);
    }
}

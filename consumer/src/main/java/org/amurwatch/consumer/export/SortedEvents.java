package org.amurwatch.consumer.export;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.function.Consumer;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Sighting;
import org.amurwatch.event.Observation;
import org.amurwatch.event.Observation.OfSighting;
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
                .number(event.observation().observedAt().toEpochMilli())
                .last(event.observation().key().toString());
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
        Observation observation = event.observation();
        byte[] bytes = observation.map(this::bytes, this::bytes);
        return ByteBuffer.allocate(1 + Long.BYTES + bytes.length)
                .put(observation instanceof OfSighting ? ANIMAL : SIGN)
                .putLong(event.receivedAt().toEpochMilli())
                .put(bytes)
                .array();
    }

    private byte[] bytes(Sighting sighting) {
        return sightings.serializer().serialize("sorted", sighting);
    }

    private byte[] bytes(PoachingAlert alert) {
        return alerts.serializer().serialize("sorted", alert);
    }

    private HeldEvent event(byte[] row) {
        ByteBuffer bytes = ByteBuffer.wrap(row);
        byte kind = bytes.get();
        Instant receivedAt = Instant.ofEpochMilli(bytes.getLong());
        byte[] value = new byte[bytes.remaining()];
        bytes.get(value);
        Observation observation = kind == ANIMAL
                ? Observation.of(sightings.deserializer().deserialize("sorted", value))
                : Observation.of(alerts.deserializer().deserialize("sorted", value));
        return new HeldEvent(observation, receivedAt);
    }
}

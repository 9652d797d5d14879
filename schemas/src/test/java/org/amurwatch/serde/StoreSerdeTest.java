package org.amurwatch.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.Stream;
import org.amurwatch.avro.IntakeBalance;
import org.amurwatch.avro.RegisterEntry;
import org.amurwatch.sample.SampleRecords;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoreSerdeTest {

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    static Stream<Class<? extends SpecificRecord>> records() {
        return KeptRecords.all().stream();
    }

    @ParameterizedTest
    @MethodSource("records")
    <R extends SpecificRecord> void shouldReadWhatItWrote(Class<R> type) {
        Serde<R> serde = StoreSerde.of(type);
        R record = SampleRecords.filled(type, random);

        byte[] bytes = serde.serializer().serialize("store", record);

        // By bytes: Avro 1.12.2 can't compare lists of records that hold an optional date (TerritoryStatus.subjects).
        R read = serde.deserializer().deserialize("store", bytes);
        assertThat(serde.serializer().serialize("store", read))
                .as("seed %d", seed)
                .isEqualTo(bytes);
        assertThat(read).hasToString(record.toString());
    }

    @Test
    void shouldKeepNullForNothing() {
        Serde<IntakeBalance> serde = StoreSerde.of(IntakeBalance.class);

        assertThat(serde.serializer().serialize("store", null)).isNull();
        assertThat(serde.deserializer().deserialize("store", null)).isNull();
    }

    @Test
    void shouldReadAnEarlierVersionThatTheHistoryKnows() throws IOException {
        Schema first = new Schema.Parser().parse("""
                        {"type": "record", "name": "IntakeBalance", "namespace": "org.amurwatch.avro", "fields": [
                          {"name": "read", "type": "long", "default": 0},
                          {"name": "accepted", "type": "long", "default": 0},
                          {"name": "droppedLater", "type": "long", "default": 0}]}
                        """);
        GenericRecord old = new GenericData.Record(first);
        old.put("read", 7L);
        old.put("accepted", 5L);
        old.put("droppedLater", 2L);
        SchemaStore.Cache history = new SchemaStore.Cache();
        history.addSchema(first);

        IntakeBalance read =
                StoreSerde.of(IntakeBalance.class, history).deserializer().deserialize("store", bytes(first, old));

        assertThat(read)
                .isEqualTo(IntakeBalance.newBuilder().setRead(7).setAccepted(5).build());
    }

    @Test
    void shouldSayInASentenceThatAVersionIsUnknown() throws IOException {
        Schema newer = new Schema.Parser().parse("""
                        {"type": "record", "name": "IntakeBalance", "namespace": "org.amurwatch.avro", "fields": [
                          {"name": "addedNextYear", "type": "long", "default": 0}]}
                        """);
        GenericRecord record = new GenericData.Record(newer);
        record.put("addedNextYear", 1L);
        byte[] bytes = bytes(newer, record);

        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(
                        () -> StoreSerde.of(IntakeBalance.class).deserializer().deserialize("store", bytes))
                .withMessage("Can't read IntakeBalance from " + bytes.length
                        + " bytes of a store: written by a newer version, or damaged.");
    }

    @Test
    void shouldSayInASentenceThatBytesAreNoneOfOurs() {
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() ->
                        StoreSerde.of(IntakeBalance.class).deserializer().deserialize("store", new byte[] {1, 2, 3}))
                .withMessageContaining("from 3 bytes of a store");
    }

    @Test
    void shouldFailOnDamagedBytesWithNothingButItsSentence() {
        Serde<RegisterEntry> serde = StoreSerde.of(RegisterEntry.class);
        byte[] whole = serde.serializer().serialize("store", SampleRecords.filled(RegisterEntry.class, random));
        int refused = 0;
        for (int round = 0; round < 2_000; round++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            try {
                serde.deserializer().deserialize("store", damaged);
            } catch (SerializationException e) {
                assertThat(e).as("seed %d", seed).hasMessageContaining("Can't read RegisterEntry");
                refused++;
            }
        }
        assertThat(refused).as("damages that were noticed, seed %d", seed).isPositive();
    }

    @Test
    void shouldFailOnBytesThatWereCutOff() {
        Serde<RegisterEntry> serde = StoreSerde.of(RegisterEntry.class);
        byte[] whole = serde.serializer().serialize("store", SampleRecords.filled(RegisterEntry.class, random));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            assertThatExceptionOfType(SerializationException.class)
                    .as("%d of %d bytes, seed %d", length, whole.length, seed)
                    .isThrownBy(() -> serde.deserializer().deserialize("store", cut));
        }
    }

    private static byte[] bytes(Schema schema, GenericRecord record) throws IOException {
        ByteBuffer buffer = new BinaryMessageEncoder<GenericRecord>(new GenericData(), schema).encode(record);
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}

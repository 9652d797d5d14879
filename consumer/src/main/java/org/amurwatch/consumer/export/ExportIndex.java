package org.amurwatch.consumer.export;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.Individual;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.RegisterEntry;
import org.amurwatch.avro.ReviewVerdict;
import org.amurwatch.avro.Sighting;
import org.amurwatch.avro.Territory;
import org.amurwatch.serde.StoreSerde;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * What the topics say, on disk: of each event the statement that holds, its verdicts, the deployments, and how far each partition
 * was read, which changes with them in one write. An event that was first an animal and then a sign of people, or the other way
 * round, stands in two topics that may be read in either order; so each topic has its own account, and the later one holds.
 */
final class ExportIndex implements AutoCloseable {

    static final char SIGHTINGS = 's';
    static final char ALERTS = 'p';

    private static final char REGISTER = 'r';
    private static final char CONTENT = 'c';
    private static final char VERDICTS = 'v';
    private static final char DEPLOYMENTS = 'd';
    private static final char TERRITORIES = 't';
    private static final char INDIVIDUALS = 'i';
    private static final char OFFSETS = 'o';

    private final ExportStore store;
    private final Rows<RegisterEntry> register = new Rows<>(RegisterEntry.class);
    private final Rows<Sighting> sightings = new Rows<>(Sighting.class);
    private final Rows<PoachingAlert> alerts = new Rows<>(PoachingAlert.class);
    private final Rows<ReviewVerdict> verdicts = new Rows<>(ReviewVerdict.class);
    private final Rows<Deployment> deployments = new Rows<>(Deployment.class);
    private final Rows<Territory> territories = new Rows<>(Territory.class);
    private final Rows<Individual> individuals = new Rows<>(Individual.class);

    ExportIndex(Path folder) {
        this.store = ExportStore.open(folder);
    }

    /** A record with the time at which it was received. */
    record Timed<V>(V value, Instant receivedAt) {}

    /** Up to where partitions were read; those of which nothing was read are not among them. */
    Map<TopicPartition, Long> offsets() {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        store.forEach(ExportKeys.of(OFFSETS).bytes(), (key, value) -> {
            String partition = ExportKeys.text(key, 1);
            int slash = partition.lastIndexOf('/');
            offsets.put(
                    new TopicPartition(partition.substring(0, slash), Integer.parseInt(partition.substring(slash + 1))),
                    ByteBuffer.wrap(value).getLong());
            return true;
        });
        return offsets;
    }

    /** Begins a write. */
    Writing write() {
        return new Writing();
    }

    /** What is written together. */
    final class Writing implements AutoCloseable {

        private final ExportStore.Batch batch = store.new Batch();

        /** @param topic {@link #SIGHTINGS} or {@link #ALERTS} */
        @Nullable
        RegisterEntry register(char topic, String eventKey) {
            byte[] row = batch.get(ExportKeys.of(REGISTER).text("" + topic).last(eventKey));
            return row == null ? null : register.read(row).value();
        }

        void putRegister(char topic, String eventKey, RegisterEntry entry) {
            batch.put(ExportKeys.of(REGISTER).text("" + topic).last(eventKey), register.row(entry, Instant.EPOCH));
        }

        @Nullable
        Sighting sighting(String eventKey) {
            byte[] row = batch.get(content(SIGHTINGS, eventKey));
            return row == null ? null : sightings.read(row).value();
        }

        @Nullable
        PoachingAlert alert(String eventKey) {
            byte[] row = batch.get(content(ALERTS, eventKey));
            return row == null ? null : alerts.read(row).value();
        }

        void put(String eventKey, Sighting sighting, Instant receivedAt) {
            batch.put(content(SIGHTINGS, eventKey), sightings.row(sighting, receivedAt));
        }

        void put(String eventKey, PoachingAlert alert, Instant receivedAt) {
            batch.put(content(ALERTS, eventKey), alerts.row(alert, receivedAt));
        }

        void put(ReviewVerdict verdict, long offset, Instant receivedAt) {
            batch.put(
                    ExportKeys.of(VERDICTS)
                            .text(verdict.getEventKey())
                            .number(offset)
                            .bytes(),
                    verdicts.row(verdict, receivedAt));
        }

        @Nullable
        Deployment deployment(String key) {
            byte[] row = batch.get(ExportKeys.of(DEPLOYMENTS).last(key));
            return row == null ? null : deployments.read(row).value();
        }

        void put(String key, @Nullable Deployment deployment) {
            putOrDelete(DEPLOYMENTS, key, deployment == null ? null : deployments.row(deployment, Instant.EPOCH));
        }

        void put(String key, @Nullable Territory territory) {
            putOrDelete(TERRITORIES, key, territory == null ? null : territories.row(territory, Instant.EPOCH));
        }

        void put(String key, @Nullable Individual individual) {
            putOrDelete(INDIVIDUALS, key, individual == null ? null : individuals.row(individual, Instant.EPOCH));
        }

        private void putOrDelete(char table, String key, byte @Nullable [] row) {
            byte[] rowKey = ExportKeys.of(table).last(key);
            if (row == null) {
                batch.delete(rowKey);
            } else {
                batch.put(rowKey, row);
            }
        }

        void putOffset(TopicPartition partition, long next) {
            batch.put(
                    ExportKeys.of(OFFSETS).last(partition.topic() + "/" + partition.partition()),
                    ByteBuffer.allocate(Long.BYTES).putLong(next).array());
        }

        void done() {
            batch.write();
        }

        @Override
        public void close() {
            batch.close();
        }
    }

    private static byte[] content(char topic, String eventKey) {
        return ExportKeys.of(CONTENT).text("" + topic).last(eventKey);
    }

    /** What the register remembers of an event in one topic; null: nothing. */
    @Nullable
    RegisterEntry register(char topic, String eventKey) {
        byte[] row = store.get(ExportKeys.of(REGISTER).text("" + topic).last(eventKey));
        return row == null ? null : register.read(row).value();
    }

    /** Gives the sighting, last said and not withdrawn, of each event that has one. */
    void eachSighting(Consumer<Timed<Sighting>> taker) {
        each(ExportKeys.of(CONTENT).text("" + SIGHTINGS).bytes(), sightings, taker);
    }

    /** The same of poaching alerts, without what verdicts make of them. */
    void eachAlert(Consumer<Timed<PoachingAlert>> taker) {
        each(ExportKeys.of(CONTENT).text("" + ALERTS).bytes(), alerts, taker);
    }

    /** Verdicts on an event, in the order in which they came. */
    void eachVerdict(String eventKey, Consumer<Timed<ReviewVerdict>> taker) {
        each(ExportKeys.of(VERDICTS).text(eventKey).bytes(), verdicts, taker);
    }

    /** Deployments whose key ({@code source id / deployment id}) begins so, in the order of their keys. */
    void eachDeployment(String keyBegins, Consumer<Deployment> taker) {
        each(ExportKeys.of(DEPLOYMENTS).last(keyBegins), deployments, row -> taker.accept(row.value()));
    }

    void eachTerritory(Consumer<Territory> taker) {
        each(ExportKeys.of(TERRITORIES).bytes(), territories, row -> taker.accept(row.value()));
    }

    void eachIndividual(Consumer<Individual> taker) {
        each(ExportKeys.of(INDIVIDUALS).bytes(), individuals, row -> taker.accept(row.value()));
    }

    private <V extends SpecificRecord> void each(byte[] prefix, Rows<V> rows, Consumer<Timed<V>> taker) {
        store.forEach(prefix, (key, value) -> {
            taker.accept(rows.read(value));
            return true;
        });
    }

    @Override
    public void close() {
        store.close();
    }

    /** Rows of one kind: the time received, then the record. */
    private static final class Rows<V extends SpecificRecord> {

        private final Serde<V> serde;

        Rows(Class<V> type) {
            this.serde = StoreSerde.of(type);
        }

        byte[] row(V value, Instant receivedAt) {
            byte[] bytes = serde.serializer().serialize("export", value);
            return ByteBuffer.allocate(Long.BYTES + bytes.length)
                    .putLong(receivedAt.toEpochMilli())
                    .put(bytes)
                    .array();
        }

        Timed<V> read(byte[] row) {
            ByteBuffer bytes = ByteBuffer.wrap(row);
            Instant receivedAt = Instant.ofEpochMilli(bytes.getLong());
            byte[] value = new byte[bytes.remaining()];
            bytes.get(value);
            return new Timed<>(serde.deserializer().deserialize("export", value), receivedAt);
        }
    }
}

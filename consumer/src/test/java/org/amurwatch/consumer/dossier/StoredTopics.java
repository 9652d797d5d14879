package org.amurwatch.consumer.dossier;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.topic.ReceiptHash;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.TopicReader.RecordHandler;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** Topics in memory, with two partitions each that come in any order, and real bytes. */
final class StoredTopics implements DossierTopics.Records {

    private final RegistrySerdes serdes = new RegistrySerdes("mock://dossier");
    private final Map<String, List<ConsumerRecord<String, byte[]>>> records = new HashMap<>();
    private final Random order;

    StoredTopics(long seed) {
        this.order = new Random(seed);
    }

    /** What becomes of the hash that is taken on receipt. */
    enum Hash {
        TAKEN,
        NONE,
        OF_SOMETHING_ELSE
    }

    <V extends SpecificRecord> StoredTopics with(Topic<V> topic, String key, @Nullable V value, long at) {
        return with(topic, key, value, at, Hash.NONE);
    }

    <V extends SpecificRecord> StoredTopics with(Topic<V> topic, String key, @Nullable V value, long at, Hash hash) {
        List<ConsumerRecord<String, byte[]>> stored = records.computeIfAbsent(topic.name(), name -> new ArrayList<>());
        byte[] bytes = value == null ? null : serdes.serializer(topic).serialize(topic.name(), value);
        RecordHeaders headers = new RecordHeaders();
        if (hash == Hash.TAKEN) {
            headers.add(ReceiptHash.HEADER, ReceiptHash.of(bytes));
        } else if (hash == Hash.OF_SOMETHING_ELSE) {
            headers.add(ReceiptHash.HEADER, ReceiptHash.of(new byte[] {1}));
        }
        stored.add(new ConsumerRecord<>(
                topic.name(),
                Math.floorMod(key.hashCode(), 2),
                stored.size(),
                at,
                TimestampType.CREATE_TIME,
                key.length(),
                bytes == null ? -1 : bytes.length,
                key,
                bytes,
                headers,
                Optional.empty()));
        return this;
    }

    @Override
    public <V extends SpecificRecord> void read(Topic<V> topic, Predicate<String> wanted, RecordHandler<V> handler) {
        List<Integer> partitions = new ArrayList<>(List.of(0, 1));
        Collections.shuffle(partitions, order);
        for (int partition : partitions) {
            for (ConsumerRecord<String, byte[]> raw : records.getOrDefault(topic.name(), List.of())) {
                if (raw.partition() == partition && wanted.test(raw.key())) {
                    handler.accept(raw, serdes.deserializer(topic).deserialize(topic.name(), raw.value()));
                }
            }
        }
    }
}

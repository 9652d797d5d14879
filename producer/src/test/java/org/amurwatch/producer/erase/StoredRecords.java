package org.amurwatch.producer.erase;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Topics in memory: what is written is read the next time. */
final class StoredRecords implements ErasureRecords, ErasureSink {

    private final Map<String, List<Entry>> topics = new HashMap<>();
    private final List<String> writes = new ArrayList<>();

    private record Entry(String key, @Nullable SpecificRecord value) {}

    <V extends SpecificRecord> StoredRecords with(Topic<V> topic, String key, @Nullable V value) {
        topics.computeIfAbsent(topic.name(), name -> new ArrayList<>()).add(new Entry(key, value));
        return this;
    }

    @Override
    public <V extends SpecificRecord> long read(Topic<V> topic, Predicate<String> wanted, Handler<V> handler) {
        for (Entry entry : List.copyOf(topics.getOrDefault(topic.name(), List.of()))) {
            if (wanted.test(entry.key())) {
                handler.accept(
                        entry.key(),
                        entry.value() == null ? null : topic.valueType().cast(entry.value()));
            }
        }
        return 0;
    }

    @Override
    public String publish(Statement statement) {
        statement
                .observation()
                .map(
                        sighting -> with(Topics.SIGHTINGS, statement.key(), sighting),
                        alert -> with(Topics.POACHING_ALERTS, statement.key(), alert));
        writes.add((statement.observation().withdrawn() ? "withdrawn " : "stated ") + statement.key());
        return statement.key();
    }

    @Override
    public void tombstone(Topic<?> topic, String key) {
        topics.computeIfAbsent(topic.name(), name -> new ArrayList<>()).add(new Entry(key, null));
        writes.add("tombstone " + topic.name() + " " + key);
    }

    List<String> writes() {
        return writes;
    }

    @Override
    public void close() {}
}

package org.amurwatch.streams.reference;

import java.util.Objects;
import org.amurwatch.topic.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the records of one reference topic into its global store. Streams (4.3) calls it for every record, also while it
 * loads the store at start: the copying of raw bytes, which went past processors, ended with 3.8 (KAFKA-7663). There are no
 * dead letters for global stores: a record that can't be used is skipped, named in the health, and what was known under its
 * key stays.
 */
final class ReferenceProcessor<V extends SpecificRecord> implements Processor<String, byte[], Void, Void> {

    private static final Logger LOG = LoggerFactory.getLogger(ReferenceProcessor.class);

    private final Topic<V> topic;
    private final String storeName;
    private final Deserializer<V> deserializer;
    private final Check<V> check;
    private final Runnable changed;
    private final ReferenceProgress progress;
    private final OutageWait outages;

    private @Nullable ProcessorContext<Void, Void> context;
    private @Nullable KeyValueStore<String, V> store;

    /** Whether a record can be used. */
    @FunctionalInterface
    interface Check<V> {
        /** @throws IllegalArgumentException with a sentence if the value can't be used under its key */
        void check(String key, V value);
    }

    ReferenceProcessor(
            Topic<V> topic,
            String storeName,
            Deserializer<V> deserializer,
            Check<V> check,
            Runnable changed,
            ReferenceProgress progress,
            OutageWait outages) {
        this.topic = topic;
        this.storeName = storeName;
        this.deserializer = deserializer;
        this.check = check;
        this.changed = changed;
        this.progress = progress;
        this.outages = outages;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
        this.store = context.getStateStore(storeName);
        changed.run();
    }

    @Override
    public void process(Record<String, byte[]> record) {
        RecordMetadata origin = Objects.requireNonNull(context).recordMetadata().orElseThrow();
        try {
            apply(record.key(), record.value());
            progress.usable(topic.name(), record.key());
        } catch (Unusable e) {
            String explanation = "%s-%d offset %d, key '%s': %s"
                    .formatted(origin.topic(), origin.partition(), origin.offset(), record.key(), e.getMessage());
            LOG.warn("Reference record skipped: {}", explanation);
            progress.skipped(topic.name(), String.valueOf(record.key()), explanation);
        }
        progress.applied(origin.topic(), origin.partition(), origin.offset());
    }

    private void apply(@Nullable String key, byte @Nullable [] bytes) {
        if (key == null) {
            throw new Unusable("expected a key, got none");
        }
        if (bytes == null) {
            Objects.requireNonNull(store).delete(key);
        } else {
            Objects.requireNonNull(store).put(key, usable(key, bytes));
        }
        changed.run();
    }

    private V usable(String key, byte[] bytes) {
        try {
            Object value = outages.until(() -> (Object) deserializer.deserialize(topic.name(), bytes));
            Class<V> type = Objects.requireNonNull(topic.valueType());
            if (!type.isInstance(value)) {
                throw new IllegalArgumentException("expected a " + type.getSimpleName() + ", got another record");
            }
            check.check(key, type.cast(value));
            return type.cast(value);
        } catch (OutageWait.Stopped e) {
            throw e;
        } catch (RuntimeException e) {
            throw new Unusable(String.valueOf(e.getMessage()));
        }
    }

    /** A record that is skipped. */
    private static final class Unusable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unusable(String why) {
            super(why);
        }
    }
}

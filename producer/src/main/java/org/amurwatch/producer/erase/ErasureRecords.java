package org.amurwatch.producer.erase;

import java.util.function.Predicate;
import org.amurwatch.topic.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What stands in the topics now. */
interface ErasureRecords {

    /** What to do with each record; null: a tombstone. */
    @FunctionalInterface
    interface Handler<V> {
        void accept(String key, @Nullable V value);
    }

    /**
     * Reads a topic from its beginning; what can't be read is passed over.
     *
     * @param wanted which keys
     * @return how many were passed over
     */
    <V extends SpecificRecord> long read(Topic<V> topic, Predicate<String> wanted, Handler<V> handler);
}

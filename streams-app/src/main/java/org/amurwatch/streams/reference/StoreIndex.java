package org.amurwatch.streams.reference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Something that is made of all records of a store, shared by all threads of an application. It is made again by the first
 * question after changes, so once for a batch of them.
 *
 * @param <V> the records
 * @param <I> what is made of them
 */
public final class StoreIndex<V, I> {

    private final Function<? super Collection<V>, I> make;
    private final AtomicBoolean outdated = new AtomicBoolean(true);
    private volatile I index;

    /** @param make makes it of all records; of none at first */
    public StoreIndex(Function<? super Collection<V>, I> make) {
        this.make = make;
        this.index = make.apply(List.of());
    }

    /** To be called after each change of the store. */
    public void changed() {
        outdated.set(true);
    }

    /** What is made of the records as they stand in the store. */
    public I of(ReadOnlyKeyValueStore<String, V> store) {
        return outdated.get() ? again(store) : index;
    }

    private synchronized I again(ReadOnlyKeyValueStore<String, V> store) {
        // Reset before reading: a change that comes meanwhile is read, or marks the index outdated again.
        if (outdated.getAndSet(false)) {
            try {
                index = make.apply(all(store));
            } catch (RuntimeException e) {
                outdated.set(true);
                throw e;
            }
        }
        return index;
    }

    private static <V> List<V> all(ReadOnlyKeyValueStore<String, V> store) {
        List<V> records = new ArrayList<>();
        try (KeyValueIterator<String, V> entries = store.all()) {
            entries.forEachRemaining(entry -> records.add(entry.value));
        }
        return records;
    }
}

package org.amurwatch.streams.activity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sorted map from bytes to bytes, keys in unsigned order: a state store, or a TreeMap. */
public interface OrderedBytes {

    /** A key and its value. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Entry(byte[] key, byte[] value) {}

    byte @Nullable [] get(byte[] key);

    void put(byte[] key, byte[] value);

    void delete(byte[] key);

    /** Entries from one key to another, both included, in order. */
    List<Entry> range(byte[] from, byte[] to);
}

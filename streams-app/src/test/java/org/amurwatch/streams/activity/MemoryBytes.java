package org.amurwatch.streams.activity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sorted bytes in memory, counting what is read. */
public final class MemoryBytes implements OrderedBytes {

    private final TreeMap<byte[], byte[]> map = new TreeMap<>(Arrays::compareUnsigned);
    private long entriesRead;

    @Override
    public byte @Nullable [] get(byte[] key) {
        return map.get(key);
    }

    @Override
    public void put(byte[] key, byte[] value) {
        map.put(key, value);
    }

    @Override
    public void delete(byte[] key) {
        map.remove(key);
    }

    @Override
    public List<Entry> range(byte[] from, byte[] to) {
        List<Entry> entries = new ArrayList<>();
        map.subMap(from, true, to, true).forEach((key, value) -> entries.add(new Entry(key, value)));
        entriesRead += entries.size();
        return entries;
    }

    int size() {
        return map.size();
    }

    long entriesRead() {
        return entriesRead;
    }
}

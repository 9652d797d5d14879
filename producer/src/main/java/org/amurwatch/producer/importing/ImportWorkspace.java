package org.amurwatch.producer.importing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import org.amurwatch.producer.table.WorkFolder;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.IndexType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteOptions;

/**
 * Disk space of one import: tables of keys and values in a temporary RocksDB, and files. Gone when the import ends, or the process is ended.
 * So
 * memory does not grow with the package, nor with what was published before.
 */
final class ImportWorkspace implements AutoCloseable {

    private static final long CACHE_BYTES = 32L << 20;
    private static final long WRITE_BUFFER_BYTES = 16L << 20;

    /** A table; its keys all begin with its tag. */
    enum Table {
        KNOWN('k'),
        ROW('r'),
        PEOPLE('p'),
        TALLY('t'),
        PICTURE('m');

        private final byte tag;

        Table(char tag) {
            this.tag = (byte) tag;
        }
    }

    private final WorkFolder folder;
    /** In one piece: cut into shards, as by default, none of them could hold a file's filter, and each look-up would read it. */
    private final LRUCache cache = new LRUCache(CACHE_BYTES, 0);

    private final BloomFilter filter = new BloomFilter(10);
    private final Options options = new Options();
    private final WriteOptions write = new WriteOptions();
    private final RocksDB store;

    private ImportWorkspace(WorkFolder folder) throws RocksDBException {
        this.folder = folder;
        options.setCreateIfMissing(true)
                .setWriteBufferSize(WRITE_BUFFER_BYTES)
                .setMaxWriteBufferNumber(3)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setFilterPolicy(filter)
                        // In the cache, so that they don't grow with the package; in pieces, so that the cache can hold
                        // those that are needed.
                        .setCacheIndexAndFilterBlocks(true)
                        .setIndexType(IndexType.kTwoLevelIndexSearch)
                        .setPartitionFilters(true)
                        .setPinTopLevelIndexAndFilter(true));
        write.setDisableWAL(true);
        store = RocksDB.open(options, folder.path().resolve("tables").toString());
    }

    /** A new one in this folder. */
    static ImportWorkspace in(Path parent) {
        RocksDB.loadLibrary();
        WorkFolder folder = WorkFolder.in(parent);
        try {
            return new ImportWorkspace(folder);
        } catch (RocksDBException e) {
            folder.close();
            throw new IllegalStateException("Can't make a temporary store in " + parent + ": " + e.getMessage(), e);
        }
    }

    Path folder() {
        return folder.path();
    }

    byte @Nullable [] get(Table table, byte[] key) {
        try {
            return store.get(tagged(table, key));
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    void put(Table table, byte[] key, byte[] value) {
        try {
            store.put(write, tagged(table, key), value);
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    /** All entries whose key begins so, in order of their keys. What is put meanwhile may be met or not. */
    void forEach(Table table, byte[] prefix, BiConsumer<byte[], byte[]> action) {
        byte[] start = tagged(table, prefix);
        try (RocksIterator entries = store.newIterator()) {
            for (entries.seek(start); entries.isValid() && startsWith(entries.key(), start); entries.next()) {
                byte[] key = entries.key();
                action.accept(java.util.Arrays.copyOfRange(key, 1, key.length), entries.value());
            }
        }
    }

    /** Key of a hash: 16 bytes. */
    static byte[] key(Hash128 hash) {
        return ByteBuffer.allocate(16).putLong(hash.high()).putLong(hash.low()).array();
    }

    /** Key of a text. */
    static byte[] key(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] tagged(Table table, byte[] key) {
        return ByteBuffer.allocate(key.length + 1).put(table.tag).put(key).array();
    }

    private static boolean startsWith(byte[] key, byte[] start) {
        return key.length >= start.length
                && java.util.Arrays.mismatch(start, 0, start.length, key, 0, start.length) < 0;
    }

    private static IllegalStateException failed(RocksDBException e) {
        return new IllegalStateException(
                "The temporary store of the import failed (" + e.getMessage() + "); is its disk full?", e);
    }

    @Override
    public void close() {
        store.close();
        write.close();
        options.close();
        filter.close();
        cache.close();
        folder.close();
    }
}

package org.amurwatch.consumer.export;

import java.nio.file.Path;
import java.util.Arrays;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatchWithIndex;
import org.rocksdb.WriteBufferManager;
import org.rocksdb.WriteOptions;

/**
 * Rows on disk in the order of their keys, with bounded memory however many there are. What is written in one {@link Batch} is
 * there whole or not at all, even after a crash. One process at a time; not for several threads.
 */
final class ExportStore implements AutoCloseable {

    private static final long CACHE_BYTES = 16L << 20;
    private static final long WRITE_BUFFERS_BYTES = 8L << 20;
    private static final int OPEN_FILES = 128;
    private static final int BITS_A_KEY = 10;

    private final Path folder;
    private final LRUCache cache = new LRUCache(CACHE_BYTES);
    private final WriteBufferManager writeBuffers = new WriteBufferManager(WRITE_BUFFERS_BYTES, cache);
    private final BloomFilter filter = new BloomFilter(BITS_A_KEY);
    private final Options options = new Options()
            .setCreateIfMissing(true)
            .setWriteBufferManager(writeBuffers)
            .setMaxOpenFiles(OPEN_FILES)
            .setCompressionType(CompressionType.LZ4_COMPRESSION)
            .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
            .setTableFormatConfig(new BlockBasedTableConfig()
                    .setBlockCache(cache)
                    .setFilterPolicy(filter)
                    .setCacheIndexAndFilterBlocks(true));
    private final WriteOptions write = new WriteOptions();
    private final ReadOptions read = new ReadOptions();
    private final RocksDB rows;

    private ExportStore(Path folder) throws RocksDBException {
        this.folder = folder;
        this.rows = RocksDB.open(options, folder.toString());
    }

    /**
     * Opens what is in a folder, or makes it.
     *
     * @throws CommandFailure if another process uses it, or the disk does not let us
     */
    static ExportStore open(Path folder) {
        // Before any class of RocksDB is touched: else its native library may not be there yet.
        RocksDB.loadLibrary();
        try {
            return new ExportStore(folder);
        } catch (RocksDBException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "Can't use " + folder + " (" + e.getMessage()
                            + "). If another export runs there, let it finish; else delete the folder and begin again.",
                    e);
        }
    }

    byte @Nullable [] get(byte[] key) {
        try {
            return rows.get(key);
        } catch (RocksDBException e) {
            throw failure(e);
        }
    }

    void put(byte[] key, byte[] value) {
        try {
            rows.put(write, key, value);
        } catch (RocksDBException e) {
            throw failure(e);
        }
    }

    /** Takes one row; false: no more are wanted. */
    @FunctionalInterface
    interface RowTaker {
        boolean take(byte[] key, byte[] value);
    }

    /** Gives all rows whose keys begin so, in their order. */
    void forEach(byte[] prefix, RowTaker taker) {
        try (RocksIterator at = rows.newIterator(read)) {
            for (at.seek(prefix); at.isValid(); at.next()) {
                byte[] key = at.key();
                if (!startsWith(key, prefix) || !taker.take(key, at.value())) {
                    return;
                }
            }
            at.status();
        } catch (RocksDBException e) {
            throw failure(e);
        }
    }

    private static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    /** Rows that are written together, and can be read before they are. */
    final class Batch implements AutoCloseable {

        private final WriteBatchWithIndex rowsToWrite = new WriteBatchWithIndex(true);

        byte @Nullable [] get(byte[] key) {
            try {
                return rowsToWrite.getFromBatchAndDB(rows, read, key);
            } catch (RocksDBException e) {
                throw failure(e);
            }
        }

        void put(byte[] key, byte[] value) {
            try {
                rowsToWrite.put(key, value);
            } catch (RocksDBException e) {
                throw failure(e);
            }
        }

        void delete(byte[] key) {
            try {
                rowsToWrite.delete(key);
            } catch (RocksDBException e) {
                throw failure(e);
            }
        }

        void write() {
            try {
                rows.write(write, rowsToWrite);
            } catch (RocksDBException e) {
                throw failure(e);
            }
        }

        @Override
        public void close() {
            rowsToWrite.close();
        }
    }

    private CommandFailure failure(RocksDBException e) {
        return new CommandFailure(
                ExitCode.FAILED,
                "Can't work in " + folder + " (" + e.getMessage()
                        + "): look at the disk, and run the same command again; it goes on where it was.",
                e);
    }

    @Override
    public void close() {
        rows.close();
        read.close();
        write.close();
        options.close();
        filter.close();
        writeBuffers.close();
        cache.close();
    }
}

package org.amurwatch.consumer.dashboard.past;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Status;
import org.rocksdb.WriteBatchWithIndex;
import org.rocksdb.WriteBufferManager;
import org.rocksdb.WriteOptions;

/**
 * A RocksDB in a folder that one process has for itself, with bounded memory. What is in it can be made again: where it can't be
 * read, it is thrown away. Not to be closed while another thread uses it.
 */
final class PastStore implements AutoCloseable {

    private static final long CACHE_BYTES = 8L << 20;
    private static final long WRITE_BUFFERS_BYTES = 4L << 20;
    private static final long WRITE_BUFFER_BYTES = 2L << 20;
    private static final int OPEN_FILES = 64;
    private static final int BITS_A_KEY = 10;
    private static final long BLOCK_BYTES = 16L << 10;
    private static final long LOG_BYTES = 1L << 20;
    /** Of these, the files are at fault, and not the disk or who may use it. */
    private static final Set<Status.Code> UNREADABLE =
            Set.of(Status.Code.Corruption, Status.Code.InvalidArgument, Status.Code.NotFound, Status.Code.Incomplete);

    private final Path folder;
    private final FileChannel lockFile;
    private final Cache cache;
    private final WriteBufferManager writeBuffers;
    private final BloomFilter filter = new BloomFilter(BITS_A_KEY);
    private final Options options;
    private final WriteOptions write = new WriteOptions();
    private @Nullable RocksDB store;

    private PastStore(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
        // One bound for all of it, rows that are not yet on disk among it.
        this.cache = new LRUCache(CACHE_BYTES, 0);
        this.writeBuffers = new WriteBufferManager(WRITE_BUFFERS_BYTES, cache);
        this.options = new Options()
                .setCreateIfMissing(true)
                .setWriteBufferManager(writeBuffers)
                .setWriteBufferSize(WRITE_BUFFER_BYTES)
                .setMaxOpenFiles(OPEN_FILES)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setMaxLogFileSize(LOG_BYTES)
                .setKeepLogFileNum(2)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setBlockSize(BLOCK_BYTES)
                        .setFilterPolicy(filter)
                        // In the cache, and in pieces: else they grow with the index.
                        .setCacheIndexAndFilterBlocks(true)
                        .setIndexType(IndexType.kTwoLevelIndexSearch)
                        .setPartitionFilters(true)
                        .setPinTopLevelIndexAndFilter(true));
    }

    /**
     * Opens what is in a folder; what can't be read is thrown away first.
     *
     * @throws PastFailure if another process uses it, or the disk does not let us
     */
    static PastStore open(Path folder) {
        // Before any class of RocksDB is touched: else its native library may not be there yet.
        RocksDB.loadLibrary();
        PastStore made = new PastStore(folder, lock(folder));
        try {
            made.openOrMakeAnew();
            return made;
        } catch (RuntimeException e) {
            made.close();
            throw e;
        }
    }

    private static FileChannel lock(Path folder) {
        @Nullable FileChannel file = null;
        try {
            Files.createDirectories(folder);
            // It holds exact places: it is for nobody else.
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
            file = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            @Nullable FileLock lock = tryLock(file);
            if (lock != null) {
                return file;
            }
            file.close();
        } catch (IOException e) {
            throw new PastFailure("Can't use the folder " + folder + " for the past (" + e.getMessage() + ").", e);
        }
        throw new PastFailure("Another process uses the folder " + folder
                + ": give each dashboard its own, by setting amurwatch.dashboard.past-folder.");
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private void openOrMakeAnew() {
        try {
            store = RocksDB.open(options, tables().toString());
        } catch (RocksDBException e) {
            if (!isUnreadable(e)) {
                throw new PastFailure("Can't open the past in " + folder + " (" + e.getMessage() + ").", e);
            }
            clear();
        }
    }

    /** Throws all away, and begins with nothing. */
    void clear() {
        closeStore();
        try {
            delete(tables());
            store = RocksDB.open(options, tables().toString());
        } catch (IOException | RocksDBException e) {
            throw new PastFailure("Can't make the past anew in " + folder + " (" + e.getMessage() + ").", e);
        }
    }

    private Path tables() {
        return folder.resolve("tables");
    }

    private static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path one : deepestFirst) {
                Files.delete(one);
            }
        }
    }

    /** Whether what is on the disk is at fault, so that making it anew helps. */
    static boolean isUnreadable(Throwable failure) {
        if (!(failure instanceof RocksDBException rocks) || rocks.getStatus() == null) {
            return false;
        }
        String message = String.valueOf(rocks.getMessage());
        return UNREADABLE.contains(rocks.getStatus().getCode()) || message.contains("No such file");
    }

    byte @Nullable [] get(byte[] key) throws RocksDBException {
        return opened().get(key);
    }

    byte @Nullable [] get(WriteBatchWithIndex batch, byte[] key) throws RocksDBException {
        try (ReadOptions read = new ReadOptions()) {
            return batch.getFromBatchAndDB(opened(), read, key);
        }
    }

    void write(WriteBatchWithIndex batch) throws RocksDBException {
        opened().write(write, batch);
    }

    RocksIterator iterator(ReadOptions read) {
        return opened().newIterator(read);
    }

    private RocksDB opened() {
        if (store == null) {
            throw new PastFailure("The past in " + folder + " is being made anew.");
        }
        return store;
    }

    private void closeStore() {
        if (store != null) {
            store.close();
            store = null;
        }
    }

    @Override
    public void close() {
        closeStore();
        write.close();
        options.close();
        filter.close();
        writeBuffers.close();
        cache.close();
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Can't close the lock in " + folder + ".", e);
        }
    }
}

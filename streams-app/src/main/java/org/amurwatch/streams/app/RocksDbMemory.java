package org.amurwatch.streams.app;

import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * The one bound on the memory of all states on disk of this process, which would otherwise grow with the number of stores
 * times partitions. Freed when closed, after the last application.
 */
public final class RocksDbMemory implements AutoCloseable {

    /** Key of this object among the settings of a Streams application. */
    static final String SETTING = "amurwatch.rocksdb-memory";

    private final Cache cache;
    private final WriteBufferManager writeBuffers;
    private boolean closed;

    public RocksDbMemory(int mebibytes) {
        // Before any class of RocksDB is touched: else its native library may not be there yet.
        RocksDB.loadLibrary();
        long bytes = (long) mebibytes << 20;
        this.cache = new LRUCache(bytes, -1, false, 0.1);
        this.writeBuffers = new WriteBufferManager(bytes / 3, cache);
    }

    Cache cache() {
        return cache;
    }

    WriteBufferManager writeBuffers() {
        return writeBuffers;
    }

    /** Bytes in use, of blocks read and of rows not yet on disk; 0 once closed. */
    synchronized long usedBytes() {
        // A look at freed native memory would end the process.
        return closed ? 0 : cache.getUsage();
    }

    @Override
    public synchronized void close() {
        closed = true;
        writeBuffers.close();
        cache.close();
    }
}

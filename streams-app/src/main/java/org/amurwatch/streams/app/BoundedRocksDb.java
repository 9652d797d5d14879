package org.amurwatch.streams.app;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;

/** Puts every store under the one bound of {@link RocksDbMemory}. */
public final class BoundedRocksDb implements RocksDBConfigSetter {

    private static final long WRITE_BUFFER_BYTES = 4L << 20;

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> settings) {
        RocksDbMemory memory = (RocksDbMemory) Objects.requireNonNull(
                settings.get(RocksDbMemory.SETTING), "The settings of a Streams application hold its RocksDbMemory.");
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(memory.cache());
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(memory.writeBuffers());
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
        options.setMaxWriteBufferNumber(2);
    }

    @Override
    public void close(String storeName, Options options) {
        // Cache and write buffers are shared: RocksDbMemory closes them.
    }
}

package io.spanline.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * RocksDB within one budget for all stores of the process: by default each may take 50 MB to read
 * and 48 MB to write, and there are a dozen.
 */
public final class SmallRocksDb implements RocksDBConfigSetter {
  // Rows are read back for late spans and views only; what was written last is what is read.
  private static final long CACHE_BYTES = 16 << 20;
  // Part of the cache: what is not flushed counts there too.
  private static final long WRITE_BUFFERS_BYTES = 8 << 20;
  private static final long ONE_WRITE_BUFFER_BYTES = 1 << 20;

  static {
    RocksDB.loadLibrary();
  }

  private static final Cache CACHE = new LRUCache(CACHE_BYTES);
  private static final WriteBufferManager WRITE_BUFFERS =
      new WriteBufferManager(WRITE_BUFFERS_BYTES, CACHE);

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    options.setWriteBufferManager(WRITE_BUFFERS);
    options.setWriteBufferSize(ONE_WRITE_BUFFER_BYTES);
    options.setMaxWriteBufferNumber(2);
    if (options.tableFormatConfig() instanceof BlockBasedTableConfig table) {
      table.setBlockCache(CACHE);
      table.setCacheIndexAndFilterBlocks(true);
      options.setTableFormatConfig(table);
    }
  }

  @Override
  public void close(String storeName, Options options) {
    // The cache and the write buffers are shared: they live as long as the process.
  }
}

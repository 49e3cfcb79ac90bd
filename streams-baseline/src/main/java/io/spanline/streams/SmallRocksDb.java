package io.spanline.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;

/**
 * RocksDB for a store of one row: by default it may take 48 MB to write. Its cache, 50 MB at most,
 * stays as it is: it takes only what blocks were read, here one.
 */
public final class SmallRocksDb implements RocksDBConfigSetter {
  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    options.setWriteBufferSize(256 << 10);
    options.setMaxWriteBufferNumber(2);
    if (options.tableFormatConfig() instanceof BlockBasedTableConfig table) {
      table.setCacheIndexAndFilterBlocks(true);
      options.setTableFormatConfig(table);
    }
  }

  @Override
  public void close(String storeName, Options options) {
    // Nothing was opened here.
  }
}

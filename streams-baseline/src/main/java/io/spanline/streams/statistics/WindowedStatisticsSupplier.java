package io.spanline.streams.statistics;

import io.spanline.streams.assembly.AssemblyOutput;
import io.spanline.streams.store.Changelog;
import io.spanline.streams.store.CommitHook;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The first stage: what one input partition saw, a cumulative row for each subject and window,
 * forwarded as a replacement when assembly reports progress.
 */
public final class WindowedStatisticsSupplier
    implements ProcessorSupplier<String, AssemblyOutput, String, StatisticsUpdate> {
  public static final String ROWS = "windowed-statistics";
  public static final String CHANGES = "windowed-statistics-changes";

  private static final int ROWS_SHARE = 10;

  private final StatisticsRules rules;
  private final NameLimits limits;
  private final long mostRowBytes;

  /**
   * A stage within these bounds.
   *
   * @param mostRowBytes what a partition's rows and the log of their changes may take of the heap
   */
  public WindowedStatisticsSupplier(StatisticsRules rules, NameLimits limits, long mostRowBytes) {
    this.rules = rules;
    this.limits = limits;
    this.mostRowBytes = mostRowBytes;
  }

  /** What a partition's rows may take, if all partitions may be this process's. */
  public static long mostRowBytes(long maxHeapBytes, int partitions) {
    return maxHeapBytes / partitions / ROWS_SHARE;
  }

  @Override
  public Processor<String, AssemblyOutput, String, StatisticsUpdate> get() {
    return new WindowedStatisticsProcessor(rules, limits, mostRowBytes);
  }

  /** Rows live for the retention, most of them untouched: on disk. Changes live for seconds. */
  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(ROWS), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingEnabled(Changelog.ofStoreOnDisk()),
        CommitHook.around(
            Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore(CHANGES), Serdes.Long(), Serdes.ByteArray())
                .withLoggingEnabled(Changelog.ofStoreOnHeap())));
  }
}

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

  private final StatisticsRules rules;
  private final NameLimits limits;

  public WindowedStatisticsSupplier(StatisticsRules rules, NameLimits limits) {
    this.rules = rules;
    this.limits = limits;
  }

  @Override
  public Processor<String, AssemblyOutput, String, StatisticsUpdate> get() {
    return new WindowedStatisticsProcessor(rules, limits);
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

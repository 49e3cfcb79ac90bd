package io.spanline.streams.statistics;

import io.spanline.streams.store.Changelog;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The second stage: keeps what each input partition said last and folds it, in the partitions'
 * order, to the row that is published. Saying a thing twice changes nothing.
 */
public final class StatisticsFoldSupplier
    implements ProcessorSupplier<String, StatisticsUpdate, String, FoldedRow> {
  public static final String PARTS = "statistics-fold-parts";
  public static final String WATERMARKS = "statistics-watermarks";

  private final StatisticsRules rules;

  public StatisticsFoldSupplier(StatisticsRules rules) {
    this.rules = rules;
  }

  @Override
  public Processor<String, StatisticsUpdate, String, FoldedRow> get() {
    return new StatisticsFoldProcessor(rules);
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(PARTS), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingEnabled(Changelog.ofStoreOnDisk()),
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(WATERMARKS), Serdes.Integer(), Serdes.Long())
            .withLoggingEnabled(Changelog.ofStoreOnHeap()));
  }
}

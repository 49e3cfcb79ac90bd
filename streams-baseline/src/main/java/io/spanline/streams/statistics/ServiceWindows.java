package io.spanline.streams.statistics;

import io.spanline.streams.assembly.Assembled;
import io.spanline.streams.assembly.Changelog;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The first stage: what one input partition saw, a cumulative row for each service and window,
 * forwarded as a replacement whenever assembly reports progress.
 */
public final class ServiceWindows
    implements ProcessorSupplier<String, Assembled, String, StatisticsUpdate> {
  static final String ROWS = "service-windows";
  static final String REQUESTS = "service-window-requests";

  private final WindowRules rules;

  public ServiceWindows(WindowRules rules) {
    this.rules = rules;
  }

  @Override
  public Processor<String, Assembled, String, StatisticsUpdate> get() {
    return new ServiceWindowing(rules);
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(ROWS), Serdes.String(), StatisticsUpdate.partSerde())
            .withLoggingEnabled(Changelog.ofSmallRows()),
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(REQUESTS), Serdes.Long(), Serdes.ByteArray())
            .withLoggingEnabled(Changelog.ofSmallRows()));
  }
}

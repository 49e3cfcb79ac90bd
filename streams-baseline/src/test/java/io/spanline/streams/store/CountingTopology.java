package io.spanline.streams.store;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Counts its records on the heap and stores the count once a commit; its output is every count. Its
 * thread dies of one record too many.
 */
final class CountingTopology implements ProcessorSupplier<String, String, String, String> {
  static final String COUNT = "count";

  private final int mostRecords;

  private CountingTopology(int mostRecords) {
    this.mostRecords = mostRecords;
  }

  static Topology of(String input, String output, int mostRecords) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(input, Consumed.with(Serdes.String(), Serdes.String()).withName("input"))
        .process(new CountingTopology(mostRecords), Named.as("counting"))
        .to(output, Produced.with(Serdes.String(), Serdes.String()).withName("output"));
    return builder.build();
  }

  @Override
  public Processor<String, String, String, String> get() {
    return new Counting(mostRecords);
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(
        CommitHook.around(
            Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore(COUNT), Serdes.String(), Serdes.Long())
                .withLoggingEnabled(Map.of())));
  }

  private static final class Counting implements Processor<String, String, String, String> {
    private final int mostRecords;
    private @Nullable ProcessorContext<String, String> context;
    private long count;
    private int records;

    Counting(int mostRecords) {
      this.mostRecords = mostRecords;
    }

    @Override
    public void init(ProcessorContext<String, String> context) {
      this.context = context;
      KeyValueStore<String, Long> store = context.getStateStore(COUNT);
      count = Objects.requireNonNullElse(store.get(COUNT), 0L);
      CommitHook.of(store).beforeCommit(() -> store.put(COUNT, count));
    }

    @Override
    public void process(Record<String, String> record) {
      if (++records > mostRecords) {
        throw new IllegalStateException("one record too many");
      }
      count++;
      Objects.requireNonNull(context, "init comes first")
          .forward(record.withValue(String.valueOf(count)));
    }
  }
}

package io.spanline.streams.statistics;

import io.spanline.statistics.StatisticsRow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Folds the partitions' parts of a row, each time one changes and once more when it is final; ends
 * the row with a tombstone when its window is over, so that tables of the topic stay small.
 */
final class StatisticsFoldProcessor
    implements Processor<String, StatisticsUpdate, String, FoldedRow> {
  private static final byte[] SCHEMA_VERSION = "2".getBytes(StandardCharsets.UTF_8);

  private final StatisticsRules rules;
  private @Nullable ProcessorContext<String, FoldedRow> context;
  private @Nullable PartRows parts;
  private @Nullable Watermarks watermarks;

  StatisticsFoldProcessor(StatisticsRules rules) {
    this.rules = rules;
  }

  @Override
  public void init(ProcessorContext<String, FoldedRow> context) {
    this.context = context;
    parts = new PartRows(context.getStateStore(StatisticsFoldSupplier.PARTS));
    watermarks =
        new Watermarks(
            context.getStateStore(StatisticsFoldSupplier.WATERMARKS), rules.partitions());
  }

  @Override
  public void process(Record<String, StatisticsUpdate> record) {
    if (record.value() instanceof StatisticsUpdate.Part part) {
      parts().put(part);
      publish(part.key(), record.timestamp());
    } else if (record.value() instanceof StatisticsUpdate.Watermark watermark) {
      advance(watermark, record.timestamp());
    }
  }

  private void advance(StatisticsUpdate.Watermark watermark, long timestampMillis) {
    long before = watermarks().passedByAll();
    watermarks().advance(watermark);
    long now = watermarks().passedByAll();
    if (now == before) {
      return;
    }
    parts()
        .keysBetween(rules.firstNotFinal(before), rules.firstNotFinal(now))
        .forEach(key -> publish(key, timestampMillis));
    parts()
        .deleteBefore(rules.firstNotOver(now))
        .forEach(key -> forward(key, null, timestampMillis));
  }

  private void publish(StatisticsKey key, long timestampMillis) {
    long start = key.windowStartMillis();
    boolean isFinal = start < rules.firstNotFinal(watermarks().passedByAll());
    StatisticsRow row =
        new StatisticsRow(
            key.subject(),
            Instant.ofEpochMilli(start),
            Instant.ofEpochMilli(rules.windowEnd(start)),
            parts().folded(key),
            isFinal);
    forward(key, row, timestampMillis);
  }

  private void forward(StatisticsKey key, @Nullable StatisticsRow row, long timestampMillis) {
    Headers headers = new RecordHeaders().add("schema-version", SCHEMA_VERSION);
    Objects.requireNonNull(context, "init comes first")
        .forward(
            new Record<>(key.text(), new FoldedRow(key.subject(), row), timestampMillis, headers));
  }

  private PartRows parts() {
    return Objects.requireNonNull(parts, "init comes first");
  }

  private Watermarks watermarks() {
    return Objects.requireNonNull(watermarks, "init comes first");
  }

  /** How far each input partition has come; what all of them have passed is their least. */
  private static final class Watermarks {
    private final KeyValueStore<Integer, Long> store;
    private final long[] byPartition;

    Watermarks(KeyValueStore<Integer, Long> store, int partitions) {
      this.store = store;
      this.byPartition = new long[partitions];
      Arrays.setAll(byPartition, each -> Objects.requireNonNullElse(store.get(each), 0L));
    }

    void advance(StatisticsUpdate.Watermark watermark) {
      int partition = watermark.partition();
      byPartition[partition] = Math.max(byPartition[partition], watermark.millis());
      store.put(partition, byPartition[partition]);
    }

    /** Milliseconds; 0 while a partition has not spoken yet. */
    long passedByAll() {
      return Arrays.stream(byPartition).min().orElse(Long.MAX_VALUE);
    }
  }
}

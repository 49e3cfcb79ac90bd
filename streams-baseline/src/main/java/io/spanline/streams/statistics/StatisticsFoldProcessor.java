package io.spanline.streams.statistics;

import io.spanline.statistics.StatisticsRow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Folds the partitions' parts of a row and publishes it: up to once a second as they come, and when
 * it is final. Ends the row with a tombstone when its window is over, so that tables of the topic
 * stay small.
 */
final class StatisticsFoldProcessor
    implements Processor<String, StatisticsUpdate, String, FoldedRow> {
  static final Duration TICK = Duration.ofSeconds(1);

  private static final byte[] SCHEMA_VERSION = "2".getBytes(StandardCharsets.UTF_8);
  // As many as come of four partitions in a second, folded by two tasks. A start finds the rows of
  // some minutes pending.
  private static final int MOST_ROWS_A_TICK = 4_000;

  private final StatisticsRules rules;
  // The rows of the last tick, and those since.
  private final Set<StatisticsKey> published = new HashSet<>();
  // The rows that have parts stored which were not published; none of them is final.
  private final Set<StatisticsKey> pending = new LinkedHashSet<>();
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
    // Kafka Streams starts a processor anew if its transaction was aborted.
    published.clear();
    pending.clear();
    // What was pending is not stored: any row may have been.
    pending.addAll(parts().keysBetween(firstNotFinal(), Long.MAX_VALUE));
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, wallMillis -> publishPending());
  }

  /** A final row is published with the part that corrects it, in one transaction. */
  @Override
  public void process(Record<String, StatisticsUpdate> record) {
    if (record.value() instanceof StatisticsUpdate.Part part) {
      parts().put(part);
      StatisticsKey key = part.key();
      if (isFinal(key) || published.add(key)) {
        pending.remove(key);
        publish(key, record.timestamp());
      } else {
        pending.add(key);
      }
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
    for (StatisticsKey key : parts().keysBetween(rules.firstNotFinal(before), firstNotFinal())) {
      pending.remove(key);
      publish(key, timestampMillis);
    }
    parts()
        .deleteBefore(rules.firstNotOver(now))
        .forEach(key -> forward(key, null, timestampMillis));
  }

  /** Publishes those that are pending, longest first. */
  private void publishPending() {
    long streamMillis = Objects.requireNonNull(context, "init comes first").currentStreamTimeMs();
    published.clear();
    Iterator<StatisticsKey> longestFirst = pending.iterator();
    while (longestFirst.hasNext() && published.size() < MOST_ROWS_A_TICK) {
      StatisticsKey key = longestFirst.next();
      longestFirst.remove();
      published.add(key);
      // There is no stream time before the first record.
      publish(key, Math.max(streamMillis, key.windowStartMillis()));
    }
  }

  private long firstNotFinal() {
    return rules.firstNotFinal(watermarks().passedByAll());
  }

  private boolean isFinal(StatisticsKey key) {
    return key.windowStartMillis() < firstNotFinal();
  }

  private void publish(StatisticsKey key, long timestampMillis) {
    long start = key.windowStartMillis();
    StatisticsRow row =
        new StatisticsRow(
            key.subject(),
            Instant.ofEpochMilli(start),
            Instant.ofEpochMilli(rules.windowEnd(start)),
            parts().folded(key),
            isFinal(key));
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
      long least = Long.MAX_VALUE;
      for (long millis : byPartition) {
        least = Math.min(least, millis);
      }
      return least;
    }
  }
}

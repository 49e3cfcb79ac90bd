package io.spanline.streams.statistics;

import io.spanline.statistics.LatencyDigest;
import io.spanline.topic.ServiceStatistics;
import io.spanline.topic.TraceJson;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Folds the partitions' parts of a row, each time one changes and once more when it is final; ends
 * the row with a tombstone when its window is over, so that tables of the topic stay small.
 */
final class StatisticsFolding
    implements Processor<String, StatisticsUpdate, String, ServiceStatistics> {
  private final WindowRules rules;
  private @Nullable ProcessorContext<String, ServiceStatistics> context;
  private @Nullable PartRows parts;
  private @Nullable Watermarks watermarks;

  StatisticsFolding(WindowRules rules) {
    this.rules = rules;
  }

  @Override
  public void init(ProcessorContext<String, ServiceStatistics> context) {
    this.context = context;
    parts = new PartRows(context.getStateStore(StatisticsFold.PARTS));
    watermarks =
        new Watermarks(context.getStateStore(StatisticsFold.WATERMARKS), rules.partitions());
  }

  @Override
  public void process(Record<String, StatisticsUpdate> record) {
    if (record.value() instanceof StatisticsUpdate.Part part) {
      StatisticsKey key = StatisticsKey.parse(record.key());
      parts().put(key, part);
      forward(key, record.timestamp());
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
        .keysBetween(firstNotFinal(before), firstNotFinal(now))
        .forEach(key -> forward(key, timestampMillis));
    parts()
        .deleteBefore(rules.firstNotOver(now))
        .forEach(key -> forward(key, null, timestampMillis));
  }

  private long firstNotFinal(long watermarkMillis) {
    return rules.firstNotFinal(watermarkMillis);
  }

  private void forward(StatisticsKey key, long timestampMillis) {
    forward(key, row(key), timestampMillis);
  }

  private void forward(StatisticsKey key, @Nullable ServiceStatistics row, long timestampMillis) {
    Objects.requireNonNull(context, "init comes first")
        .forward(new Record<>(key.toString(), row, timestampMillis));
  }

  private ServiceStatistics row(StatisticsKey key) {
    LatencyDigest latencies = new LatencyDigest();
    long errors = 0;
    List<StatisticsUpdate.Part> all = parts().parts(key);
    for (StatisticsUpdate.Part part : all) {
      latencies.addAll(part.latencies());
      errors += part.errors();
    }
    long end = rules.windowEnd(key.windowStartMillis());
    return new ServiceStatistics(
        key.service(),
        key.windowStart(),
        Instant.ofEpochMilli(end),
        latencies.count(),
        errors,
        (double) errors / latencies.count(),
        TraceJson.millis(latencies.quantileNanos(0.50)),
        TraceJson.millis(latencies.quantileNanos(0.95)),
        TraceJson.millis(latencies.minNanos()),
        TraceJson.millis(latencies.maxNanos()),
        TraceJson.millis(latencies.sumNanos()),
        latencies.exact(),
        key.windowStartMillis() < firstNotFinal(watermarks().passedByAll()));
  }

  private PartRows parts() {
    return Objects.requireNonNull(parts, "init comes first");
  }

  private Watermarks watermarks() {
    return Objects.requireNonNull(watermarks, "init comes first");
  }
}

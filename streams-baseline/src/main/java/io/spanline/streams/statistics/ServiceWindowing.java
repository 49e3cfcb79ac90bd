package io.spanline.streams.statistics;

import io.spanline.model.Span;
import io.spanline.streams.assembly.Assembled;
import io.spanline.topic.Ledger;
import java.time.Duration;
import java.util.Objects;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Puts each request into its service's window. */
final class ServiceWindowing implements Processor<String, Assembled, String, StatisticsUpdate> {
  // A service's clock may be a little ahead of the broker's.
  private static final long AHEAD_MILLIS = Duration.ofSeconds(1).toMillis();

  private final WindowRules rules;
  private @Nullable ProcessorContext<String, StatisticsUpdate> context;
  private @Nullable WindowRows rows;
  private @Nullable Sensor clamped;
  private @Nullable Sensor clockProblems;

  ServiceWindowing(WindowRules rules) {
    this.rules = rules;
  }

  @Override
  public void init(ProcessorContext<String, StatisticsUpdate> context) {
    this.context = context;
    rows =
        new WindowRows(
            context.getStateStore(ServiceWindows.ROWS),
            context.getStateStore(ServiceWindows.REQUESTS),
            context.taskId().partition());
    clamped = sensor(context, "statistics-clamped");
    clockProblems = sensor(context, "statistics-clock-problems");
  }

  @Override
  public void process(Record<String, Assembled> record) {
    if (record.value() instanceof Assembled.Emitted emitted) {
      for (Span entry : emitted.trace().entrySpans()) {
        add(entry, record.timestamp(), emitted.clockMillis());
      }
    } else if (record.value() instanceof Assembled.Progress progress) {
      report(progress.ledger(), record.timestamp());
    }
  }

  /**
   * The span's end decides, within what its trace's record allows: retention back, a second ahead.
   * Nor may it fall into a window that is over, whose row would begin anew and replace the old one.
   */
  private void add(Span entry, long traceMillis, long clockMillis) {
    long end = Long.divideUnsigned(entry.endNanos(), 1_000_000);
    long retention = rules.retention().toMillis();
    long allowed = Math.max(traceMillis - retention, Math.min(end, traceMillis + AHEAD_MILLIS));
    long open = Math.max(allowed, clockMillis - retention);
    if (open != end) {
      Objects.requireNonNull(clamped, "init comes first").record();
    }
    if (entry.hasClockProblem()) {
      Objects.requireNonNull(clockProblems, "init comes first").record();
    }
    rows().add(Request.of(entry, rules.windowStart(open)));
  }

  private static Sensor sensor(ProcessorContext<?, ?> context, String name) {
    return context
        .metrics()
        .addRateTotalSensor(
            "spanline", context.taskId().toString(), name, Sensor.RecordingLevel.INFO);
  }

  private void report(Ledger ledger, long timestampMillis) {
    long watermark = ledger.watermark().toEpochMilli();
    rows()
        .drainChanges((key, part) -> forward(new Record<>(key.toString(), part, timestampMillis)));
    StatisticsUpdate passed = new StatisticsUpdate.Watermark(ledger.partition(), watermark);
    forward(new Record<>("", passed, timestampMillis));
    rows().forgetBefore(rules.firstNotOver(watermark));
  }

  private void forward(Record<String, StatisticsUpdate> record) {
    Objects.requireNonNull(context, "init comes first").forward(record);
  }

  private WindowRows rows() {
    return Objects.requireNonNull(rows, "init comes first");
  }
}

package io.spanline.streams.statistics;

import io.spanline.model.SpanFacts;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.MeasurableStat;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
import org.apache.kafka.common.metrics.stats.Value;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * What the statistics of a partition had to decide for a sender, and how old the oldest change is
 * that was not sent yet. Added up on the way and recorded as metrics with a report: a sensor takes
 * a lock and looks at the clock each time.
 */
final class StatisticsSensors {
  private final Counter clamped;
  private final Counter older;
  private final Counter untimed;
  private final Counter startsOff;
  private final Counter overflowed;
  private final Counter answersTooLate;
  private final Counter endsTooLate;
  private final Sensor unsent;
  private final StartsLog starts = new StartsLog();

  /** A number that grows, and the sensor that shows it. */
  private static final class Counter {
    private final Sensor sensor;
    private long since;

    Counter(ProcessorContext<?, ?> context, String name) {
      sensor = sensor(context, name + "-total", new CumulativeSum());
    }

    void record() {
      if (since > 0) {
        sensor.record((double) since);
        since = 0;
      }
    }
  }

  StatisticsSensors(ProcessorContext<?, ?> context) {
    clamped = new Counter(context, "statistics-clamped");
    older = new Counter(context, "statistics-older");
    untimed = new Counter(context, "statistics-untimed");
    startsOff = new Counter(context, "statistics-starts-off");
    overflowed = new Counter(context, "statistics-overflowed");
    answersTooLate = new Counter(context, "statistics-answers-too-late");
    endsTooLate = new Counter(context, "statistics-ends-too-late");
    unsent = sensor(context, "statistics-unsent-seconds", new Value());
  }

  /** Counts a span whose times say no duration, or none that its window could be. */
  void look(SpanFacts span, Moment moment) {
    if (moment.isOlder(span)) {
      older.since++;
    }
    if (moment.isAhead(span)) {
      clamped.since++;
    }
    if (!span.isTimed()) {
      untimed.since++;
    }
  }

  /** Counts a request that cannot have begun when it says. */
  void lookAtStart(SpanFacts entry, Moment moment) {
    if (moment.isStartOff(entry)) {
      startsOff.since++;
      starts.warn(entry, moment);
    }
  }

  /** An answer came when the row of its call was over. */
  void answerTooLate() {
    answersTooLate.since++;
  }

  /** The end of an unfinished span came when its row was over. */
  void endTooLate() {
    endsTooLate.since++;
  }

  /**
   * Records what was counted since the last time.
   *
   * @param samplesOverflowed those counted under the common name
   * @param unsentMillis the age of the oldest change that was not sent
   */
  void report(long samplesOverflowed, long unsentMillis) {
    overflowed.since += samplesOverflowed;
    clamped.record();
    older.record();
    untimed.record();
    startsOff.record();
    overflowed.record();
    answersTooLate.record();
    endsTooLate.record();
    unsent.record(unsentMillis / 1e3);
  }

  private static Sensor sensor(ProcessorContext<?, ?> context, String name, MeasurableStat stat) {
    String task = context.taskId().toString();
    Sensor sensor =
        context
            .metrics()
            .addSensor(
                "%s.%s.%s".formatted(Thread.currentThread().getName(), task, name),
                Sensor.RecordingLevel.INFO);
    Map<String, String> tags =
        Map.of("thread-id", Thread.currentThread().getName(), "spanline-id", task);
    sensor.add(new MetricName(name, "stream-spanline-metrics", "", tags), stat);
    return sensor;
  }
}

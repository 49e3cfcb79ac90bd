package io.spanline.streams.statistics;

import io.spanline.model.SpanFacts;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** What the statistics of a partition had to decide for a sender, counted as metrics. */
final class StatisticsSensors {
  private final Sensor clamped;
  private final Sensor older;
  private final Sensor untimed;
  private final Sensor startsOff;
  private final Sensor overflowed;
  private final Sensor answersTooLate;
  private final Sensor endsTooLate;
  private final StartsLog starts = new StartsLog();

  StatisticsSensors(ProcessorContext<?, ?> context) {
    clamped = sensor(context, "statistics-clamped");
    older = sensor(context, "statistics-older");
    untimed = sensor(context, "statistics-untimed");
    startsOff = sensor(context, "statistics-starts-off");
    overflowed = sensor(context, "statistics-overflowed");
    answersTooLate = sensor(context, "statistics-answers-too-late");
    endsTooLate = sensor(context, "statistics-ends-too-late");
  }

  /** Counts a span whose times say no duration, or none that its window could be. */
  void look(SpanFacts span, Moment moment) {
    if (moment.isOlder(span)) {
      older.record();
    }
    if (moment.isAhead(span)) {
      clamped.record();
    }
    if (!span.isTimed()) {
      untimed.record();
    }
  }

  /** Counts a request that cannot have begun when it says. */
  void lookAtStart(SpanFacts entry, Moment moment) {
    if (moment.isStartOff(entry)) {
      startsOff.record();
      starts.warn(entry, moment);
    }
  }

  /** Counts what is counted under the common name. */
  void lookForOverflow(Sample sample, Sample admitted) {
    if (!admitted.equals(sample)) {
      overflowed.record();
    }
  }

  /** An answer came when the row of its call was over. */
  void answerTooLate() {
    answersTooLate.record();
  }

  /** The end of an unfinished span came when its row was over. */
  void endTooLate() {
    endsTooLate.record();
  }

  private static Sensor sensor(ProcessorContext<?, ?> context, String name) {
    return context
        .metrics()
        .addRateTotalSensor(
            "spanline", context.taskId().toString(), name, Sensor.RecordingLevel.INFO);
  }
}

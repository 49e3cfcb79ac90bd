package io.spanline.experiments.replay.send;

import io.spanline.captures.replay.ReplayLine;
import io.spanline.captures.replay.ReplayLine.Moments;
import io.spanline.captures.replay.ReplayManifest.Counts;
import io.spanline.captures.replay.ReplayTally;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Counts what came of a run's requests. For one thread. */
final class Tally {
  private static final long USUAL_NANOS = 60_000_000_000L;

  private final long planned;
  private final ReplayTally counts = new ReplayTally();
  private final SortedMap<String, String> details = new TreeMap<>();
  private final Histogram lateness = histogram();
  private final Histogram response = histogram();
  private final Histogram service = histogram();
  private long lastNanos;

  Tally(long planned) {
    this.planned = planned;
  }

  void add(Outcome outcome) {
    ReplayLine line = outcome.line();
    counts.add(line);
    if (line.error() != null && !line.isDropped()) {
      details.putIfAbsent(line.error(), outcome.detail() == null ? "" : outcome.detail());
    }
    Moments moments = line.moments();
    if (moments.handed() == null) {
      return;
    }
    lateness.recordValue(moments.handed() - moments.intended());
    if (moments.done() != null) {
      lastNanos = Math.max(lastNanos, moments.done());
      if (line.status() != null) {
        response.recordValue(moments.done() - moments.intended());
        service.recordValue(moments.done() - moments.handed());
      }
    }
  }

  SendProgress.Counts counts() {
    Counts now = counts.counts();
    return new SendProgress.Counts(
        planned, now.sent(), sum(now.statuses()), now.late(), now.dropped(), sum(now.errors()));
  }

  /** One that needs all its memory at once: what grows while a replay runs looks like a leak. */
  private static Histogram histogram() {
    Histogram histogram = new Histogram(USUAL_NANOS, 3);
    histogram.setAutoResize(true);
    return histogram;
  }

  private static long sum(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * What came of it.
   *
   * @param beganNanos since 1970
   */
  SendReport report(long beganNanos, @Nullable String whyAnswersDiffer, End end) {
    Counts all = counts.counts();
    return new SendReport(
        Anchor.instant(beganNanos),
        Anchor.instant(Math.max(beganNanos, lastNanos)),
        planned,
        all.sent(),
        all.late(),
        all.dropped(),
        all.redirects(),
        all.errors(),
        details,
        all.statuses(),
        lateness,
        response,
        service,
        whyAnswersDiffer,
        end);
  }
}

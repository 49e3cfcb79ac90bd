package io.spanline.experiments.replay.send;

import io.spanline.captures.replay.ReplayLine;
import io.spanline.captures.replay.ReplayLine.Moments;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Counts what came of a run's requests. For one thread. */
final class Tally {
  static final String DROPPED = "dropped";
  private static final long LATE_NANOS = 10_000_000;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final long planned;
  private final Histogram lateness = new Histogram(3);
  private final Histogram response = new Histogram(3);
  private final Histogram service = new Histogram(3);
  private final SortedMap<String, Long> errors = new TreeMap<>();
  private final SortedMap<String, String> details = new TreeMap<>();
  private final SortedMap<Integer, Long> statuses = new TreeMap<>();
  private long sent;
  private long late;
  private long dropped;
  private long redirects;
  private long answered;
  private long failed;
  private long lastNanos;

  Tally(long planned) {
    this.planned = planned;
  }

  void add(Outcome outcome) {
    ReplayLine line = outcome.line();
    if (DROPPED.equals(line.error())) {
      dropped++;
      return;
    }
    addMoments(line);
    if (line.error() != null) {
      failed++;
      errors.merge(line.error(), 1L, Long::sum);
      details.putIfAbsent(line.error(), outcome.detail() == null ? "" : outcome.detail());
    }
    if (line.status() != null) {
      answered++;
      statuses.merge(line.status(), 1L, Long::sum);
      redirects += REDIRECTS.contains(line.status()) ? 1 : 0;
    }
  }

  private void addMoments(ReplayLine line) {
    Moments moments = line.moments();
    if (moments.handed() == null) {
      return;
    }
    sent++;
    long lateNanos = moments.handed() - moments.intended();
    lateness.recordValue(lateNanos);
    late += lateNanos > LATE_NANOS ? 1 : 0;
    if (moments.done() != null) {
      lastNanos = Math.max(lastNanos, moments.done());
      if (line.status() != null) {
        response.recordValue(moments.done() - moments.intended());
        service.recordValue(moments.done() - moments.handed());
      }
    }
  }

  SendProgress.Counts counts() {
    return new SendProgress.Counts(planned, sent, answered, late, dropped, failed);
  }

  /**
   * What came of it.
   *
   * @param beganNanos since 1970
   */
  SendReport report(long beganNanos, End end) {
    return new SendReport(
        Anchor.instant(beganNanos),
        Anchor.instant(Math.max(beganNanos, lastNanos)),
        planned,
        sent,
        late,
        dropped,
        redirects,
        errors,
        details,
        statuses,
        lateness,
        response,
        service,
        end);
  }
}

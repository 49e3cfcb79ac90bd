package io.spanline.cli.experiment;

import io.spanline.experiments.experiment.plan.RoundOrder;
import io.spanline.experiments.experiment.run.RoundSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * A line for each round: its figures and, of a faulty one, how far they are from the median of the
 * healthy rounds so far.
 */
final class RoundLines {
  private static final double MILLI = 1e6;
  private static final double LONG = 999.95; // in milliseconds; a decimal more would not fit

  private static final long NO_ANSWER = 0;

  private final List<RoundSummary> healthy = new ArrayList<>();

  /** The line of a round that ended now; the first round is healthy. */
  String of(RoundOrder round, RoundSummary figures) {
    if (!round.faulty()) {
      healthy.add(figures);
    }
    return String.format(
            Locale.ROOT,
            "  round %-2d %-7s p50 %5s ms %-8s p95 %5s ms %-8s %3d failed %s",
            round.number(),
            round.faulty() ? "faulty" : "healthy",
            millis(figures.p50Nanos()),
            round.faulty() ? slower(figures, RoundSummary::p50Nanos) : "",
            millis(figures.p95Nanos()),
            round.faulty() ? slower(figures, RoundSummary::p95Nanos) : "",
            figures.failed(),
            round.faulty() ? moreFailed(figures) : "")
        .stripTrailing();
  }

  private static String millis(long nanos) {
    double millis = nanos / MILLI;
    return nanos == NO_ANSWER
        ? "-"
        : String.format(Locale.ROOT, millis < LONG ? "%.1f" : "%.0f", millis);
  }

  private String slower(RoundSummary of, ToLongFunction<RoundSummary> latency) {
    long now = latency.applyAsLong(of);
    long[] before = healthy.stream().mapToLong(latency).filter(each -> each != NO_ANSWER).toArray();
    return now == NO_ANSWER || before.length == 0 ? "" : signed((now - median(before)) / MILLI);
  }

  private String moreFailed(RoundSummary of) {
    long[] before = healthy.stream().mapToLong(RoundSummary::failed).toArray();
    return before.length == 0 ? "" : signed(of.failed() - median(before));
  }

  private static String signed(double difference) {
    long rounded = Math.round(difference);
    return rounded == 0 ? "(=)" : String.format(Locale.ROOT, "(%+d)", rounded);
  }

  private static double median(long[] of) {
    long[] sorted = of.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2.0;
  }
}

package io.spanline.bench.verdict;

import io.spanline.bench.verdict.VerdictResult.Found;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Which factors are tried, and the smallest that is found. */
final class Effects {
  /** Those of the table. Nothing below 1.2 is ever worse, and 1.2 itself in half of the trials. */
  static final List<Double> FIRST = List.of(1.2, 1.5, 2.0);

  /** Those between them, and one beyond. */
  private static final List<Double> MORE = List.of(1.27, 1.35, 1.7, 3.0);

  private static final double OFTEN = 0.8;

  private Effects() {}

  /** The further factors around 80 %, once the first were tried; found more often if larger. */
  static SortedSet<Double> further(List<Found> first) {
    SortedSet<Double> further = new TreeSet<>();
    further.addAll(further(first, Found::p50));
    further.addAll(further(first, Found::p95));
    return further;
  }

  private static List<Double> further(List<Found> found, ToDoubleFunction<Found> share) {
    double low = FIRST.get(0);
    for (Found each : found) {
      if (share.applyAsDouble(each) >= OFTEN) {
        return between(low, each.factor());
      }
      low = each.factor();
    }
    return between(low, Double.POSITIVE_INFINITY);
  }

  private static List<Double> between(double low, double high) {
    return MORE.stream().filter(factor -> factor > low && factor < high).toList();
  }

  /**
   * The factor that is found in 80 % of trials, between two that were tried, on the scale of
   * logarithms, to two decimals; null if none is.
   */
  static @Nullable Double smallest(List<Found> found, ToDoubleFunction<Found> share) {
    for (int i = 1; i < found.size(); i++) {
      double above = share.applyAsDouble(found.get(i));
      if (above >= OFTEN) {
        double below = share.applyAsDouble(found.get(i - 1));
        double part = below >= OFTEN ? 0 : (OFTEN - below) / (above - below);
        double from = StrictMath.log(found.get(i - 1).factor());
        double to = StrictMath.log(found.get(i).factor());
        return Math.round(100 * StrictMath.exp(from + part * (to - from))) / 100.0;
      }
    }
    return null;
  }
}

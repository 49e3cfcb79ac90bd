package io.spanline.experiments.compare;

import io.spanline.experiments.compare.Change.Shown;
import java.math.BigDecimal;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * The smallest change that such a comparison finds in 8 of 10 cases: by the width of its interval,
 * and never below the limits.
 */
final class Smallest {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double EIGHT_OF_TEN = NORMAL.inverseCumulativeProbability(0.8);

  private Smallest() {}

  /** A ratio above 1; null if the interval has no lower bound. */
  static @Nullable BigDecimal ratio(Shown shown, Limits limits, double tail) {
    if (shown.before() == null || shown.change() == null || shown.changeLow() == null) {
      return null;
    }
    double half =
        StrictMath.log(shown.change().doubleValue())
            - StrictMath.log(shown.changeLow().doubleValue());
    double millis = limits.deltaNanos() / 1e6;
    double large = StrictMath.log1p(millis / shown.before().doubleValue());
    return Rounded.decimal(StrictMath.exp(found(half, Math.max(limits.logRatio(), large), tail)));
  }

  /** A difference of two rates; null likewise. */
  static @Nullable BigDecimal points(Shown shown, Limits limits, double tail) {
    if (shown.change() == null || shown.changeLow() == null) {
      return null;
    }
    double half = shown.change().subtract(shown.changeLow()).doubleValue();
    return Rounded.decimal(found(half, limits.points(), tail));
  }

  /** What is measured falls below a limit that is the truth in half of the cases. */
  private static double found(double half, double limit, double tail) {
    double error = half / NORMAL.inverseSurvivalProbability(tail);
    return Math.max(half, limit) + EIGHT_OF_TEN * error;
  }
}

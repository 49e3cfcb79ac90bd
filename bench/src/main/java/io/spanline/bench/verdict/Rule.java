package io.spanline.bench.verdict;

import io.spanline.statistics.Quantile;
import java.util.Arrays;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;

/** What others call worse, given a service's latencies on both sides. */
enum Rule {
  /** The second p95 is above 1.2 times the first: the usual alert. */
  RATIO {
    @Override
    boolean isWorse(long[] before, long[] after) {
      return p95(after) > 1.2 * p95(before);
    }
  },
  /** Latencies are higher by Mann and Whitney's test, two-sided at 0.98, as Kayenta has it. */
  RANKS {
    @Override
    boolean isWorse(long[] before, long[] after) {
      return HIGHER.test(doubles(after), doubles(before)).getPValue() < 0.01;
    }
  };

  private static final MannWhitneyUTest HIGHER =
      MannWhitneyUTest.withDefaults()
          .with(AlternativeHypothesis.GREATER_THAN)
          .with(PValueMethod.ASYMPTOTIC);

  /** Latencies of both sides, ascending. */
  abstract boolean isWorse(long[] before, long[] after);

  private static long p95(long[] sorted) {
    return Quantile.nearestRank(sorted, 0.95);
  }

  private static double[] doubles(long[] nanos) {
    return Arrays.stream(nanos).asDoubleStream().toArray();
  }
}

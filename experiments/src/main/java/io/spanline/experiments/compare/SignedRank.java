package io.spanline.experiments.compare;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The centre of differences that lie evenly around it, at least one: the median of their Walsh
 * averages, those of each two and of each with itself (Hodges and Lehmann), and the interval of
 * Wilcoxon's signed ranks (Hollander and Wolfe, Nonparametric Statistical Methods, 1973, sections
 * 3.2 and 3.3). A few wild differences hardly move either.
 */
final class SignedRank {
  // Beyond, the normal approximation is 1 % off at most, towards the wider interval.
  private static final int MOST_EXACT = 100;
  private static final int FEW = 8;
  private static final int STEPS_BY_VALUE = 24;

  private final double[] sorted;

  private SignedRank(double[] sorted) {
    this.sorted = sorted;
  }

  static SignedRank of(double[] differences) {
    if (differences.length == 0) {
      throw new IllegalArgumentException("a centre needs a difference, there is none");
    }
    double[] sorted = differences.clone();
    Arrays.sort(sorted);
    return new SignedRank(sorted);
  }

  /** How many differences it takes for both bounds: all signs are equal with 2⁻ⁿ. */
  static long needed(double tail) {
    return (long) StrictMath.ceil(-StrictMath.log(tail) / StrictMath.log(2) - 1e-9);
  }

  double estimate() {
    long averages = averages();
    double middle = average((averages + 1) / 2);
    return averages % 2 == 1 ? middle : (middle + average(averages / 2 + 1)) / 2;
  }

  Bounds bounds(double tail) {
    long rank = rank(sorted.length, tail);
    return rank == 0 ? Bounds.NONE : new Bounds(average(rank), average(averages() + 1 - rank));
  }

  /**
   * The rank of the Walsh average that is the lower bound: the greatest that a sum of signed ranks
   * stays below with no more than the tail; 0 if there is none.
   */
  static long rank(int n, double tail) {
    return n > MOST_EXACT ? normal(n, tail) : exact(n, tail);
  }

  private static long exact(int n, double tail) {
    double[] chance = new double[n * (n + 1) / 2 + 1];
    chance[0] = 1;
    for (int rank = 1; rank <= n; rank++) {
      // The sums up to this rank, of which those above the middle are never asked for.
      for (int sum = Math.min(chance.length / 2, rank * (rank + 1) / 2); sum >= 0; sum--) {
        chance[sum] = (chance[sum] + (sum < rank ? 0 : chance[sum - rank])) / 2;
      }
    }
    int below = 0;
    double sum = chance[0];
    while (sum <= tail) {
      below++;
      sum += chance[below];
    }
    return below;
  }

  private static long normal(int n, double tail) {
    double all = n * (n + 1.0);
    double deviation = StrictMath.sqrt(all * (2 * n + 1) / 24);
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability(tail);
    return (long) Math.max(0, Math.floor(all / 4 - z * deviation + 0.5));
  }

  private long averages() {
    return sorted.length * (sorted.length + 1L) / 2;
  }

  /**
   * The Walsh average of a rank, from 1. There are 50 million of 10 000 differences, so they are
   * not made: of a number it takes one walk to count those that are at most as large. So two
   * numbers come nearer, until there are few averages between them, or none but the larger number.
   */
  private double average(long rank) {
    double low = Math.nextDown(sorted[0]);
    double high = sorted[sorted.length - 1];
    long upToLow = 0;
    long upToHigh = averages();
    long few = Math.max(FEW, sorted.length / FEW);
    for (int step = 0; upToHigh - upToLow > few && Math.nextUp(low) < high; step++) {
      // A little beyond the rank, so that the farther number comes near to it.
      double aim = rank + (rank - upToLow < upToHigh - rank ? few / 2.0 : -few / 2.0);
      double share = (aim - upToLow) / (upToHigh - upToLow);
      double middle = middle(low, high, step, step % 3 == 2 ? 0.5 : share);
      long count = atMost(middle);
      if (count >= rank) {
        high = middle;
        upToHigh = count;
      } else {
        low = middle;
        upToLow = count;
      }
    }
    double found =
        upToHigh - upToLow > few
            ? high
            : between(low, high, (int) (upToHigh - upToLow))[(int) (rank - upToLow) - 1];
    // Not the negative zero.
    return found + 0.0;
  }

  /** Of their values first; of their places among all doubles if many averages are equal. */
  private static double middle(double low, double high, int step, double share) {
    if (step < STEPS_BY_VALUE) {
      return low + (high - low) * share;
    }
    long one = ordinal(low);
    long other = ordinal(high);
    return number((one & other) + ((one ^ other) >> 1));
  }

  /** The averages above one number and at most as large as another, ascending. */
  private double[] between(double low, double high, int count) {
    double[] between = new double[count];
    int found = 0;
    int lastLow = sorted.length - 1;
    int lastHigh = sorted.length - 1;
    for (int first = 0; found < count; first++) {
      while (lastLow >= first && average(first, lastLow) > low) {
        lastLow--;
      }
      while (lastHigh >= first && average(first, lastHigh) > high) {
        lastHigh--;
      }
      for (int last = Math.max(lastLow + 1, first); last <= lastHigh; last++) {
        between[found++] = average(first, last);
      }
    }
    Arrays.sort(between);
    return between;
  }

  private double average(int first, int last) {
    return (sorted[first] + sorted[last]) / 2;
  }

  private long atMost(double number) {
    long count = 0;
    int last = sorted.length - 1;
    for (int first = 0; first <= last; first++) {
      while (last >= first && average(first, last) > number) {
        last--;
      }
      count += last - first + 1;
    }
    return count;
  }

  /** The place of a double among all, in their order. */
  private static long ordinal(double number) {
    long bits = Double.doubleToLongBits(number);
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  private static double number(long ordinal) {
    return Double.longBitsToDouble(ordinal ^ ((ordinal >> 63) & Long.MAX_VALUE));
  }
}

package io.spanline.statistics;

import java.util.Arrays;

/**
 * The tails of a binomial distribution, to some twelve digits for any n. Each probability follows
 * from its neighbour's by one factor, from the most likely count outwards, and all are divided by
 * their sum: no factorial is needed, so none overflows.
 */
final class Binomial {
  // What is less likely than this, compared with the most likely count, adds nothing to a tail.
  private static final double NEGLIGIBLE = 1e-22;

  private final long first;
  private final double[] weights;
  private final double sum;

  Binomial(long trials, double chance) {
    long mode = Math.min(trials, (long) ((trials + 1) * chance));
    double[] down = falling(mode, trials, (1 - chance) / chance);
    double[] up = falling(trials - mode, trials, chance / (1 - chance));
    first = mode - down.length;
    weights = new double[down.length + 1 + up.length];
    weights[down.length] = 1;
    for (int i = 0; i < down.length; i++) {
      weights[down.length - 1 - i] = down[i];
    }
    System.arraycopy(up, 0, weights, down.length + 1, up.length);
    sum = Arrays.stream(weights).sum();
  }

  /** The greatest k with P(count &lt; k) within the tail; 0 if only that of no count is. */
  long greatestWithin(double tail) {
    double bound = tail * sum;
    int k = 0;
    for (double below = weights[0]; below <= bound; below += weights[k]) {
      k++;
    }
    return first + k;
  }

  /** The least k with P(count ≥ k) within the tail; one more than the trials if none is. */
  long leastWithin(double tail) {
    double bound = tail * sum;
    int k = weights.length - 1;
    for (double from = weights[k]; from <= bound; from += weights[k]) {
      k--;
    }
    return first + k + 1;
  }

  /**
   * The probabilities of ever fewer of one kind, as parts of the most likely one's.
   *
   * @param start how many of the kind there are most likely
   * @param odds of the other kind
   */
  private static double[] falling(long start, long trials, double odds) {
    double[] parts = new double[64];
    int size = 0;
    double part = 1;
    for (long count = start; count > 0; count--) {
      part *= (double) count / (trials - count + 1) * odds;
      if (part < NEGLIGIBLE) {
        break;
      }
      if (size == parts.length) {
        parts = Arrays.copyOf(parts, 2 * size);
      }
      parts[size++] = part;
    }
    return Arrays.copyOf(parts, size);
  }
}

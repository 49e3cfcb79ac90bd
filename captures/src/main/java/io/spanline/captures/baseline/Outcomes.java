package io.spanline.captures.baseline;

import java.util.BitSet;

/** Which of the requests or calls failed, in the order they came. */
public final class Outcomes {
  private final BitSet failed = new BitSet();
  private int count;

  /** Of the first so many, the failed ones evenly among them: for made-up sides. */
  public static Outcomes of(int count, int errors) {
    Outcomes outcomes = new Outcomes();
    for (long i = 0; i < count; i++) {
      outcomes.add((i + 1) * errors / count > i * errors / count);
    }
    return outcomes;
  }

  /** Adds the next one. */
  public void add(boolean isError) {
    failed.set(count++, isError);
  }

  /** How many came. */
  public int count() {
    return count;
  }

  /** How many of them failed. */
  public int errors() {
    return failed.cardinality();
  }

  /** The error rates of that many blocks of them, as equal as may be; none may be empty. */
  public double[] rates(int blocks) {
    double[] rates = new double[blocks];
    for (int i = 0; i < blocks; i++) {
      int from = (int) ((long) count * i / blocks);
      int to = (int) ((long) count * (i + 1) / blocks);
      rates[i] = (double) failed.get(from, to).cardinality() / (to - from);
    }
    return rates;
  }
}

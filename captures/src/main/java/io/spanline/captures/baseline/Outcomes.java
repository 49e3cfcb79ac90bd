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

  /** The error rate of those from the first place, from 0, to before the other; at least one. */
  public double rate(int from, int to) {
    return (double) failed.get(from, to).cardinality() / (to - from);
  }
}

package io.spanline.experiments.compare;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Whether more of what changed went one way than chance explains: if nothing did it, either way has
 * half (the exact sign test; of failures McNemar's).
 */
public final class SignTest {
  // Of 95 %, on one side.
  private static final double TAIL = 0.025;
  private static final double HALF = 0.5;

  private SignTest() {}

  /** The chance of as many one way, or more, of all that changed; to six digits. */
  static double chance(long ofOneWay, long changed) {
    return changed == 0
        ? 1
        : Rounded.of(
            BinomialDistribution.of(Math.toIntExact(changed), HALF)
                .survivalProbability(Math.toIntExact(ofOneWay) - 1));
  }

  /** With 2.5 %: of those that all went one way it takes six. */
  public static boolean isShown(long ofOneWay, long ofOther) {
    return chance(ofOneWay, ofOneWay + ofOther) <= TAIL;
  }
}

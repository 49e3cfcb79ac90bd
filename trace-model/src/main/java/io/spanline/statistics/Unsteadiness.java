package io.spanline.statistics;

import java.math.BigDecimal;
import java.math.MathContext;

/** Why latencies may not be those of one steady state; times in nanoseconds. */
public sealed interface Unsteadiness {
  /** What was seen, in words with its figures. */
  String words();

  /**
   * The first part was slower than all that came after it.
   *
   * @param percent how much of all the first part is
   */
  record WarmUp(int percent, long firstNanos, long restNanos) implements Unsteadiness {
    @Override
    public String words() {
      return "median of the first %s %% %s, of the rest %s: warm-up inside?"
          .formatted(percent, millis(firstNanos), millis(restNanos));
    }
  }

  /** The latencies rose or fell all along. */
  record Trend(long firstNanos, long lastNanos) implements Unsteadiness {
    @Override
    public String words() {
      return "median of the first fifth %s, of the last %s: %s over time?"
          .formatted(
              millis(firstNanos), millis(lastNanos), firstNanos < lastNanos ? "slower" : "faster");
    }
  }

  /**
   * Two kinds of requests with little between them.
   *
   * @param percent how many of all are the slow ones
   */
  record TwoModes(int percent, long fastNanos, long slowNanos) implements Unsteadiness {
    @Override
    public String words() {
      return "two modes, %s %% around %s and %s %% around %s: two kinds of requests?"
          .formatted(100 - percent, millis(fastNanos), percent, millis(slowNanos));
    }
  }

  private static String millis(long nanos) {
    BigDecimal rounded = BigDecimal.valueOf(nanos, 6).round(new MathContext(3));
    return rounded.stripTrailingZeros().toPlainString() + " ms";
  }
}

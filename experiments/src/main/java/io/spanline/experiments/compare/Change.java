package io.spanline.experiments.compare;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How one figure of a subject changed between two sides. Tails are what an interval may miss on
 * each side.
 */
interface Change {
  /** It for people and files; null is a bound that does not exist. */
  record Shown(
      @Nullable BigDecimal before,
      @Nullable BigDecimal after,
      @Nullable BigDecimal afterLow,
      @Nullable BigDecimal afterHigh,
      @Nullable BigDecimal change,
      @Nullable BigDecimal changeLow,
      @Nullable BigDecimal changeHigh) {}

  /** What is said, with the interval of that tail. */
  Shown shown(double tail);

  /** Nanoseconds, or a rate. */
  double before();

  double after();

  /** What the interval of that tail, and the limits, say. */
  Word word(Limits limits, double tail);

  /** Whether the interval of that tail lies above or below no change. */
  boolean isShown(double tail);

  /** Whether that many samples can be shown to differ at all, whatever they are. */
  boolean canBeShown(double tail);

  /** Whether there are samples enough for the interval to have both bounds. */
  boolean isDecidable(double tail);

  /** How many samples that takes on each side. */
  long needed(double tail);

  /**
   * The smallest change that such a comparison finds in 8 of 10 cases: of a latency a ratio, of a
   * rate a difference; null if none is known.
   */
  default @Nullable BigDecimal smallest(Limits limits, double tail) {
    return null;
  }
}

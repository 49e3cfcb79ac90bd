package io.spanline.captures.baseline;

import io.spanline.captures.Decimals;
import io.spanline.statistics.WilsonInterval;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Errors among requests or calls, at least one of those, and what the rate's interval is. */
public record ErrorRate(long of, long errors) {
  private static final int DIGITS = 6;

  public ErrorRate {
    if (of < 1 || errors < 0 || errors > of) {
      throw new IllegalArgumentException(
          "a rate needs a request and at most as many errors, was %s errors of %s"
              .formatted(errors, of));
    }
  }

  /** Errors / requests to six decimals; the exact ratio is that of the two counts. */
  public BigDecimal value() {
    return Decimals.plain(
        BigDecimal.valueOf(errors).divide(BigDecimal.valueOf(of), DIGITS, RoundingMode.HALF_EVEN));
  }

  /** The lower bound of the 95 % interval, to six decimals, downwards. */
  public BigDecimal low() {
    return rounded(WilsonInterval.of(errors, of).low(), RoundingMode.FLOOR);
  }

  /** The upper bound, to six decimals, upwards: above 0 also if there is no error. */
  public BigDecimal high() {
    return rounded(WilsonInterval.of(errors, of).high(), RoundingMode.CEILING);
  }

  private static BigDecimal rounded(double rate, RoundingMode outwards) {
    return Decimals.plain(new BigDecimal(rate).setScale(DIGITS, outwards));
  }
}

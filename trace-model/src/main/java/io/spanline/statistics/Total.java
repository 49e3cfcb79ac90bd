package io.spanline.statistics;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * A sum of longs in 128 bits: it never overflows, so that it is the same in any order; read as a
 * long it stays at the bound that it passed. Mutable.
 */
final class Total {
  private long high;
  private long low;

  Total() {}

  Total(long high, long low) {
    this.high = high;
    this.low = low;
  }

  void add(long number) {
    add(number >> 63, number);
  }

  void add(Total other) {
    add(other.high, other.low);
  }

  long high() {
    return high;
  }

  long low() {
    return low;
  }

  /** The sum, or the bound beyond which it lies. */
  long saturated() {
    if (high == low >> 63) {
      return low;
    }
    return high < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  /** The sum divided by a count, rounded half even; the mean of longs is a long again. */
  long mean(long count) {
    BigInteger sum =
        BigInteger.valueOf(high)
            .shiftLeft(Long.SIZE)
            .add(new BigInteger(Long.toUnsignedString(low)));
    return new BigDecimal(sum)
        .divide(BigDecimal.valueOf(count), 0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }

  private void add(long otherHigh, long otherLow) {
    low += otherLow;
    high += otherHigh + (Long.compareUnsigned(low, otherLow) < 0 ? 1 : 0);
  }
}

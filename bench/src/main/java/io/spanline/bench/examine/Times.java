package io.spanline.bench.examine;

import java.util.List;

/** Durations, in nanoseconds: how many, the least, the greatest, the sum. Signed. */
public record Times(long samples, long least, long greatest, long sum) {
  static final Times NONE = new Times(0, 0, 0, 0);

  public static Times of(List<Long> nanos) {
    return nanos.stream()
        .map(each -> new Times(1, each, each, each))
        .reduce(Times::plus)
        .orElse(NONE);
  }

  /** From milliseconds with six decimals, as the topics have them. */
  static Times ofMillis(long samples, double least, double greatest, double sum) {
    return new Times(samples, nanos(least), nanos(greatest), nanos(sum));
  }

  private Times plus(Times other) {
    return new Times(
        samples + other.samples,
        Math.min(least, other.least),
        Math.max(greatest, other.greatest),
        sum + other.sum);
  }

  private static long nanos(double millis) {
    return Math.round(millis * 1e6);
  }
}

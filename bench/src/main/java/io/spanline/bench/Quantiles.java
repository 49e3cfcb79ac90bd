package io.spanline.bench;

import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Three quantiles of times, in milliseconds. */
public record Quantiles(double p50, double p99, double max) {
  /** A histogram of nanoseconds, to three digits. */
  public static Histogram histogram() {
    return new Histogram(3);
  }

  /** Those of a histogram of nanoseconds. */
  public static Quantiles of(Histogram nanos) {
    return new Quantiles(
        nanos.getValueAtPercentile(50) / 1e6,
        nanos.getValueAtPercentile(99) / 1e6,
        nanos.getMaxValue() / 1e6);
  }

  /** The median of each over several rounds. */
  public static Quantiles median(List<Quantiles> rounds) {
    return new Quantiles(
        Median.of(rounds, Quantiles::p50),
        Median.of(rounds, Quantiles::p99),
        Median.of(rounds, Quantiles::max));
  }

  /** All three, such as {@code 0.07 / 0.31 / 4.20}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.2f / %.2f / %.2f", p50, p99, max);
  }
}

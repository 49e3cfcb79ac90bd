package io.spanline.experiments.compare;

import org.jspecify.annotations.Nullable;

/**
 * A figure that decides an experiment, and how large it may become.
 *
 * @param service whose requests; null for each service that was asked
 * @param operation of the service; null for all of its requests
 * @param limits how large a change from healthy to faulty rounds matters
 * @param most nanoseconds, or a rate, that it may be in faulty rounds, whatever it was in healthy
 *     ones; null if the change decides
 */
public record Criterion(
    @Nullable String service,
    @Nullable String operation,
    Quantity quantity,
    Limits limits,
    @Nullable Double most) {
  /** What is measured of requests. */
  public enum Quantity {
    P50("p50", "p50_ms", 0.5),
    P95("p95", "p95_ms", 0.95),
    ERROR_RATE(Figure.ERROR_RATE, Figure.ERROR_RATE, Double.NaN);

    private final String word;
    private final String figure;
    private final double q;

    Quantity(String word, String figure, double q) {
      this.word = word;
      this.figure = figure;
      this.q = q;
    }

    /** As files write it. */
    public String word() {
      return word;
    }

    /** The name of the {@link Figure}. */
    String figure() {
      return figure;
    }

    double q() {
      return q;
    }
  }

  /** That a figure of the services that were asked does not change by more than the limits. */
  public static Criterion ofRoots(Quantity quantity, Limits limits) {
    return new Criterion(null, null, quantity, limits, null);
  }

  Criterion of(String root) {
    return new Criterion(root, operation, quantity, limits, most);
  }
}

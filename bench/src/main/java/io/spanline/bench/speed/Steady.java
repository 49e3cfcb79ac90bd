package io.spanline.bench.speed;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spanline.bench.Quantiles;

/**
 * How streams-baseline took spans that came at a steady rate.
 *
 * @param perSecond spans that were sent a second
 * @param early at a tenth of the time
 * @param late at its end
 * @param most over all of the time
 */
record Steady(
    String title,
    @JsonProperty("per_second") long perSecond,
    double seconds,
    @JsonProperty("cpu_seconds") double cpuSeconds,
    Moment early,
    Moment late,
    Held most) {

  /**
   * A moment of it.
   *
   * @param delay since a while before; from the last span of a trace to a reader of the trace
   * @param behind records that were sent and not committed
   */
  record Moment(Quantiles delay, @JsonProperty("resident_bytes") long residentBytes, long behind) {}

  /** What it held. */
  record Held(
      @JsonProperty("open_spans") long openSpans,
      @JsonProperty("remembered_traces") long remembered,
      long evicted,
      long forgotten) {
    static final Held NOTHING = new Held(0, 0, 0, 0);

    Held atMost(Held other) {
      return new Held(
          Math.max(openSpans, other.openSpans),
          Math.max(remembered, other.remembered),
          Math.max(evicted, other.evicted),
          Math.max(forgotten, other.forgotten));
    }
  }

  /** Spans that it could take in the CPU time it used. */
  @JsonProperty("per_cpu_second")
  double perCpuSecond() {
    return perSecond * seconds / cpuSeconds;
  }
}

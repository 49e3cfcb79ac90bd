package io.spanline.bench.speed;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How one process took the warm half of a topic.
 *
 * @param spans that it took meanwhile
 * @param cpuSeconds of all its threads
 * @param residentBytes the most memory that it held, from its start
 * @param early traces that it emitted or forgot early for want of memory
 */
public record Drain(
    long spans,
    double seconds,
    @JsonProperty("cpu_seconds") double cpuSeconds,
    @JsonProperty("resident_bytes") long residentBytes,
    long early) {
  Drain(long spans, double seconds, double cpuSeconds, long residentBytes) {
    this(spans, seconds, cpuSeconds, residentBytes, 0);
  }

  Drain with(long early) {
    return new Drain(spans, seconds, cpuSeconds, residentBytes, early);
  }

  @JsonProperty("per_second")
  double perSecond() {
    return spans / seconds;
  }

  @JsonProperty("per_cpu_second")
  double perCpuSecond() {
    return spans / cpuSeconds;
  }

  /** For people. */
  String words() {
    return "%.0f spans/s, %.0f per CPU-second, %.0f MB%s"
        .formatted(
            perSecond(),
            perCpuSecond(),
            residentBytes / 1e6,
            early == 0 ? "" : ", %d traces emitted or forgotten early".formatted(early));
  }
}

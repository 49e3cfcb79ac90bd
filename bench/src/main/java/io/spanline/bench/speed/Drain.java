package io.spanline.bench.speed;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How one process took the warm half of a topic.
 *
 * @param spans that it took meanwhile
 * @param cpuSeconds of all its threads
 * @param residentBytes the most memory that it held, from its start
 * @param besides what else it cost
 */
public record Drain(
    long spans,
    double seconds,
    @JsonProperty("cpu_seconds") double cpuSeconds,
    @JsonProperty("resident_bytes") long residentBytes,
    Besides besides) {
  Drain(long spans, double seconds, double cpuSeconds, long residentBytes) {
    this(spans, seconds, cpuSeconds, residentBytes, Besides.NOTHING);
  }

  /**
   * What a whole run cost besides.
   *
   * @param early traces that were emitted or forgotten early for want of memory
   * @param writtenBytes to all topics but that of the spans, as the broker keeps them
   * @param brokerCpuSeconds until all spans were committed
   */
  record Besides(
      long early,
      @JsonProperty("written_bytes") long writtenBytes,
      @JsonProperty("broker_cpu_seconds") double brokerCpuSeconds) {
    static final Besides NOTHING = new Besides(0, 0, 0);
  }

  Drain with(Besides besides) {
    return new Drain(spans, seconds, cpuSeconds, residentBytes, besides);
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
            besides.early() == 0
                ? ""
                : ", %d traces emitted or forgotten early".formatted(besides.early()));
  }
}

package io.spanline.bench.speed;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spanline.harness.process.CpuTime;

/**
 * How one process took the warm half of a topic.
 *
 * @param spans that it took meanwhile
 * @param cpu that it used meanwhile
 * @param residentBytes the most memory that it held, from its start
 * @param besides what else it cost
 */
public record Drain(
    long spans,
    double seconds,
    CpuTime cpu,
    @JsonProperty("resident_bytes") long residentBytes,
    Besides besides) {
  Drain(long spans, double seconds, CpuTime cpu, long residentBytes) {
    this(spans, seconds, cpu, residentBytes, Besides.NOTHING);
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
    return new Drain(spans, seconds, cpu, residentBytes, besides);
  }

  @JsonProperty("per_second")
  double perSecond() {
    return spans / seconds;
  }

  @JsonProperty("per_cpu_second")
  double perCpuSecond() {
    return spans / cpu.all();
  }

  /** For people. */
  String words() {
    return "%.0f spans/s, %.0f per CPU-second%s, %.0f MB%s"
        .formatted(
            perSecond(),
            perCpuSecond(),
            cpu.shares().isEmpty() ? "" : ", collecting + compiling " + cpu.shares(),
            residentBytes / 1e6,
            besides.early() == 0
                ? ""
                : ", %d traces emitted or forgotten early".formatted(besides.early()));
  }
}

package io.spanline.bench.fuzz;

import io.spanline.otlp.Decoded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;

/** What became of the inputs, and everything that must not have. */
public final class FuzzReport {
  private static final int MOST_FINDINGS = 20;
  private static final int SHOWN_BYTES = 200;

  private final Map<String, Long> outcomes = new TreeMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private final LongSummaryStatistics bytes = new LongSummaryStatistics();
  private long spans;
  private long rejected;
  private long mostNanos;
  private long mostAllocated;

  /**
   * An input that broke a rule.
   *
   * @param number of the input; with the seed it makes the same input again
   * @param what happened
   * @param hex the input, or how it begins
   */
  public record Finding(long number, String what, String hex) {}

  void took(long nanos, long allocated) {
    mostNanos = Math.max(mostNanos, nanos);
    mostAllocated = Math.max(mostAllocated, allocated);
  }

  void count(Decoded decoded, int length) {
    bytes.accept(length);
    outcomes.merge(outcome(decoded), 1L, Long::sum);
    if (decoded instanceof Decoded.Spans read) {
      spans += read.spans().size();
      rejected += read.rejected().size();
    }
  }

  void found(long number, String what, byte[] input) {
    if (findings.size() < MOST_FINDINGS) {
      byte[] shown = Arrays.copyOf(input, Math.min(input.length, SHOWN_BYTES));
      findings.add(new Finding(number, what, HexFormat.of().formatHex(shown)));
    }
  }

  /** The first ones; empty if no rule was broken. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** How many inputs there were of each outcome. */
  public Map<String, Long> outcomes() {
    return Map.copyOf(outcomes);
  }

  /** The table that people read. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    outcomes.forEach(
        (outcome, count) ->
            lines.add(
                "%-24s %,12d  %5.1f %%"
                    .formatted(outcome, count, 100.0 * count / bytes.getCount())));
    lines.add("%-24s %,12d".formatted("inputs", bytes.getCount()));
    lines.add("%-24s %,12d".formatted("bytes", bytes.getSum()));
    lines.add("%-24s %,12d".formatted("spans decoded", spans));
    lines.add("%-24s %,12d".formatted("spans rejected", rejected));
    lines.add("%-24s %,12d us CPU".formatted("slowest input", mostNanos / 1_000));
    lines.add("%-24s %,12d bytes".formatted("most allocated", mostAllocated));
    findings.forEach(
        finding ->
            lines.add(
                "input %d: %s: %s".formatted(finding.number(), finding.what(), finding.hex())));
    return lines;
  }

  private static String outcome(Decoded decoded) {
    if (decoded instanceof Decoded.Malformed malformed) {
      return "malformed: " + malformed.reason().word();
    }
    return decoded instanceof Decoded.Spans read && read.rejected().isEmpty()
        ? "decoded"
        : "decoded, some rejected";
  }
}

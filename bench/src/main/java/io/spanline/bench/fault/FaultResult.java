package io.spanline.bench.fault;

import io.spanline.bench.examine.RunFinding;
import io.spanline.bench.examine.RunFinding.SpanCount;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A row of the table that is over.
 *
 * @param took all in all
 * @param logs where the processes' logs are, if it failed
 */
public record FaultResult(Fault fault, RunFinding finding, Duration took, Path logs) {
  /** Whether the row passed. */
  public boolean passes() {
    return finding.passes();
  }

  /** Why it did not pass, a line each. */
  public List<String> complaints() {
    if (passes()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(finding.problems());
    lines.addAll(finding.remarks());
    lines.add("logs: " + logs);
    return lines;
  }

  /** For machines. */
  public Map<String, Object> json() {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("number", fault.number());
    row.put("injected", fault.injected());
    row.put("expected", fault.expected());
    SpanCount spans = finding.spans();
    if (spans != null) {
      row.put("spans", spans.sent());
      row.put("lost", spans.lost());
      row.put("doubled", spans.doubled());
      row.put("statistics_equal", finding.statisticsEqual());
      row.put("recovery_seconds", finding.recovery().toMillis() / 1000.0);
      row.put("remarks", finding.remarks());
    }
    row.put("problems", finding.problems());
    row.put("seconds", took.toMillis() / 1000.0);
    row.put("passes", passes());
    return row;
  }
}

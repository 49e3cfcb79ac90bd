package io.spanline.bench.fault;

import io.spanline.bench.examine.RunFinding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table that is over.
 *
 * @param finding null if the row could not be carried out
 * @param failure why it could not
 * @param took all in all
 * @param logs where the processes' logs are, if it failed
 */
public record FaultResult(
    Fault fault, @Nullable RunFinding finding, String failure, Duration took, Path logs) {

  /** Whether the row passed. */
  public boolean passes() {
    return finding != null && finding.passes();
  }

  /** This result with another finding. */
  FaultResult with(RunFinding other) {
    return new FaultResult(fault, other, failure, took, logs);
  }

  /** Why it did not pass, a line each. */
  public List<String> complaints() {
    List<String> lines = new ArrayList<>();
    if (finding == null) {
      lines.add(failure);
    } else if (!passes()) {
      lines.addAll(finding.problems());
      lines.addAll(finding.remarks());
    }
    if (!lines.isEmpty()) {
      lines.add("logs: " + logs);
    }
    return lines;
  }

  /** For machines. */
  public Map<String, Object> json() {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("number", fault.number());
    row.put("injected", fault.title().injected());
    row.put("expected", fault.title().expected());
    if (finding != null) {
      row.put("spans", finding.spans().sent());
      row.put("lost", finding.spans().lost());
      row.put("doubled", finding.spans().doubled());
      row.put("statistics_equal", finding.statisticsEqual());
      row.put("recovery_seconds", finding.recovery().toMillis() / 1000.0);
      row.put("problems", finding.problems());
      row.put("remarks", finding.remarks());
    } else {
      row.put("problems", List.of(failure));
    }
    row.put("seconds", took.toMillis() / 1000.0);
    row.put("passes", passes());
    return row;
  }
}

package io.spanline.bench.corpus;

import java.util.List;

/** A row and all that was looked at of it. */
public record CaseResult(Case row, List<Check> checks) {
  public CaseResult {
    checks = List.copyOf(checks);
  }

  public boolean isRight() {
    return checks.stream().allMatch(Check::isRight);
  }
}

package io.spanline.bench.examine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What was found after a run.
 *
 * @param spans what became of the generator's own list
 * @param statisticsEqual whether every row equals the plain reference's and the undisturbed run's
 * @param recovery the longest time from the end of a fault until the pipeline had caught up
 * @param problems what else is not as it must be; each fails the row
 * @param remarks figures for people
 */
public record RunFinding(
    SpanCount spans,
    boolean statisticsEqual,
    Duration recovery,
    List<String> problems,
    List<String> remarks) {
  public RunFinding {
    problems = List.copyOf(problems);
    remarks = List.copyOf(remarks);
  }

  /**
   * What became of a list of spans, each of which must be emitted once.
   *
   * @param sent different spans of the list
   * @param lost those that no committed record of {@code traces} holds
   * @param doubled how many times one was emitted beyond its first
   */
  public record SpanCount(long sent, long lost, long doubled) {
    public boolean isExact() {
      return lost == 0 && doubled == 0;
    }
  }

  public boolean passes() {
    return spans.isExact() && statisticsEqual && problems.isEmpty();
  }

  public RunFinding withRecovery(Duration time) {
    return new RunFinding(spans, statisticsEqual, time, problems, remarks);
  }

  public RunFinding withProblem(String problem) {
    return withProblems(List.of(problem));
  }

  public RunFinding withProblems(List<String> more) {
    return new RunFinding(spans, statisticsEqual, recovery, joined(problems, more), remarks);
  }

  public RunFinding withRemark(String remark) {
    return withRemarks(List.of(remark));
  }

  public RunFinding withRemarks(List<String> more) {
    return new RunFinding(spans, statisticsEqual, recovery, problems, joined(remarks, more));
  }

  private static List<String> joined(List<String> some, List<String> more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }
}

package io.spanline.bench.fault;

import io.spanline.bench.examine.Examined;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What was found after a fault.
 *
 * @param spans of the generator's own list, each of which must be emitted once
 * @param lost spans of the list that no committed record of {@code traces} holds
 * @param doubled how many times a span was emitted beyond its first
 * @param statisticsEqual whether every row equals that of the plain reference and that of an
 *     undisturbed run
 * @param recovery the longest time from the end of a fault until the pipeline had caught up
 * @param problems what else is not as it must be; each fails the row
 * @param remarks what became of things, for people
 */
public record Finding(
    long spans,
    long lost,
    long doubled,
    boolean statisticsEqual,
    Duration recovery,
    List<String> problems,
    List<String> remarks) {
  public Finding {
    problems = List.copyOf(problems);
    remarks = List.copyOf(remarks);
  }

  /** What an examination found, and the longest recovery before it. */
  static Finding of(Examined found, Duration recovery) {
    return new Finding(
        found.spans(),
        found.lost(),
        found.doubled(),
        found.statisticsEqual(),
        recovery,
        found.problems(),
        found.remarks());
  }

  /** This finding with more things that are not as they must be. */
  public Finding withProblems(List<String> more) {
    Finding all = this;
    for (String problem : more) {
      all = all.withProblem(problem);
    }
    return all;
  }

  /** This finding with one more thing that is not as it must be. */
  public Finding withProblem(String problem) {
    List<String> all = new ArrayList<>(problems);
    all.add(problem);
    return new Finding(spans, lost, doubled, statisticsEqual, recovery, all, remarks);
  }

  /** This finding with one more word on what became of things. */
  public Finding withRemark(String remark) {
    List<String> all = new ArrayList<>(remarks);
    all.add(remark);
    return new Finding(spans, lost, doubled, statisticsEqual, recovery, problems, all);
  }
}

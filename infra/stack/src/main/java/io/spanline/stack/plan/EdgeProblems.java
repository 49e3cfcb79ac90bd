package io.spanline.stack.plan;

import io.spanline.stack.StackRefusal;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with the file of edges, each with its line. */
final class EdgeProblems {
  private final List<String> problems = new ArrayList<>();

  void add(int line, String problem) {
    problems.add("%s, line %d: %s".formatted(Edges.FILE, line, problem));
  }

  int count() {
    return problems.size();
  }

  /** Refuses the file if there are any. */
  void refuse() {
    if (!problems.isEmpty()) {
      throw new StackRefusal(problems);
    }
  }
}

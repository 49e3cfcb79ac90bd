package io.spanline.streams;

import java.util.List;

/** The program cannot run here as it is set up: what is wrong and what to do, one line each. */
final class StartRefusal extends RuntimeException {
  private final transient List<String> problems;

  StartRefusal(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  List<String> problems() {
    return problems;
  }
}

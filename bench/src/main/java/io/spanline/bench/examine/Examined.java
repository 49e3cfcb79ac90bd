package io.spanline.bench.examine;

import java.util.List;

/**
 * What an examination found.
 *
 * @param spans of the generator's list
 * @param lost spans of the list that were not emitted
 * @param doubled how many times one was emitted beyond its first
 * @param statisticsEqual to the reference's and to the undisturbed run's
 * @param problems what else is not as it must be
 * @param remarks what became of things
 */
public record Examined(
    long spans,
    long lost,
    long doubled,
    boolean statisticsEqual,
    List<String> problems,
    List<String> remarks) {
  public Examined {
    problems = List.copyOf(problems);
    remarks = List.copyOf(remarks);
  }
}

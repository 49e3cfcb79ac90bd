package io.spanline.bench.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An experiment of which the right verdict is known.
 *
 * @param name a word
 * @param about what is done, in a line
 * @param size lines of its file: how many requests are sent, and how fast
 * @param yaml the others, but for whose requests are sent
 * @param usesTarget whether any of them do
 * @param busy whether a core is kept busy meanwhile
 * @param right outcomes of which each is right
 * @param times it is run
 * @param checks of what it left
 */
public record KnownAnswer(
    String name,
    String about,
    String size,
    String yaml,
    boolean usesTarget,
    boolean busy,
    Set<String> right,
    int times,
    List<Check> checks) {
  public KnownAnswer {
    right = Set.copyOf(right);
    checks = List.copyOf(checks);
  }

  /** Looks at what a run left. */
  @FunctionalInterface
  public interface Check {
    /** What is wrong, a sentence each; empty if nothing is. */
    List<String> wrong(RunLeft left) throws Exception;
  }

  /** What is wrong with what a run left, by the checks; empty if nothing is. */
  public List<String> wrong(RunLeft left) throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Check check : checks) {
      wrong.addAll(check.wrong(left));
    }
    return wrong;
  }

  /** Another number of runs. */
  public KnownAnswer times(int number) {
    return new KnownAnswer(name, about, size, yaml, usesTarget, busy, right, number, checks);
  }
}

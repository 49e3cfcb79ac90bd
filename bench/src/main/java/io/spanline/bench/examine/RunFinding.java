package io.spanline.bench.examine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is found in a run, told bit by bit; without a count of its spans it has not passed. */
public final class RunFinding {
  private final List<String> problems = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private final Consumer<String> progress;
  private @Nullable SpanCount spans;
  private boolean statisticsEqual;
  private Duration recovery = Duration.ZERO;

  /**
   * Nothing is found yet.
   *
   * @param progress hears what goes on
   */
  public RunFinding(Consumer<String> progress) {
    this.progress = progress;
  }

  /**
   * What became of a list of spans, each of which must be emitted once.
   *
   * @param sent different spans of the list
   * @param lost those that no committed record of {@code traces} holds
   * @param doubled how many times one was emitted beyond its first
   */
  public record SpanCount(long sent, long lost, long doubled) {}

  public boolean passes() {
    boolean exact = spans != null && spans.lost() == 0 && spans.doubled() == 0;
    return exact && statisticsEqual && problems.isEmpty();
  }

  /** What became of the generator's own list; null before it was looked at. */
  public @Nullable SpanCount spans() {
    return spans;
  }

  /** Whether every row equals the plain reference's and the undisturbed run's. */
  public boolean statisticsEqual() {
    return statisticsEqual;
  }

  /** The longest time from the end of a fault until the pipeline had caught up. */
  public Duration recovery() {
    return recovery;
  }

  /** What else is not as it must be; each fails the row. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** Figures for people. */
  public List<String> remarks() {
    return List.copyOf(remarks);
  }

  public void say(String what) {
    progress.accept(what);
  }

  public void problem(String problem) {
    problems.add(problem);
  }

  /** A problem unless something holds. */
  public void require(boolean holds, String problem) {
    if (!holds) {
      problems.add(problem);
    }
  }

  /** A problem unless two numbers are equal. */
  public void expect(String what, long wanted, long is) {
    require(wanted == is, "%s: %d instead of %d".formatted(what, is, wanted));
  }

  public void remark(String remark) {
    remarks.add(remark);
  }

  public void recovered(Duration took) {
    recovery = took.compareTo(recovery) > 0 ? took : recovery;
  }

  void examined(SpanCount count, boolean equal) {
    spans = count;
    statisticsEqual = equal;
  }
}

package io.spanline.captures.verification;

import io.spanline.model.Printable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a look at a capture's files found.
 *
 * @param lines that the capture has
 * @param bytes that it has
 * @param problems the first ones; none if the capture is what was written
 * @param problemCount all of them
 * @param notes what is no problem of the capture but may be one of its reader's
 */
public record Verification(
    Path capture,
    long lines,
    long bytes,
    List<Problem> problems,
    long problemCount,
    List<String> notes) {
  public Verification {
    problems = List.copyOf(problems);
    notes = List.copyOf(notes);
  }

  public boolean isSound() {
    return problemCount == 0;
  }

  /**
   * Something that is not as it should be.
   *
   * @param line counted from 1; null if it is not one line's fault
   */
  public record Problem(Path file, @Nullable Long line, String what) {
    public Problem {
      what = Printable.line(what);
    }

    @Override
    public String toString() {
      return "%s%s: %s".formatted(file, line == null ? "" : " line " + line, what);
    }
  }

  /** Problems and notes as they are found. */
  static final class Findings {
    private static final int NAMED = 100;

    private final Path capture;
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long count;

    Findings(Path capture) {
      this.capture = capture;
    }

    void problem(Path file, String what) {
      add(new Problem(file, null, what));
    }

    void problem(Path file, long line, String what) {
      add(new Problem(file, line, what));
    }

    void problem(long line, String what) {
      add(new Problem(capture, line, what));
    }

    /** A problem of the capture's manifest where two figures that must be one are not. */
    void unlessEqual(Path manifest, String field, @Nullable Object said, @Nullable Object found) {
      if (!Objects.equals(said, found)) {
        problem(manifest, "%s is %s, the capture has %s".formatted(field, said, found));
      }
    }

    void note(String what) {
      notes.add(what);
    }

    boolean none() {
      return count == 0;
    }

    Verification verification(long lines, long bytes) {
      return new Verification(capture, lines, bytes, problems, count, notes);
    }

    private void add(Problem problem) {
      count++;
      if (problems.size() < NAMED) {
        problems.add(problem);
      }
    }
  }
}

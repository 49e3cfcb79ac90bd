package io.spanline.terminal;

import java.util.List;

/** A message to the user instead of a result; shown without a stack trace. */
public final class Complaint extends RuntimeException {
  /** The exit code of {@link #notSteady}. */
  public static final int NOT_STEADY = 12;

  private final int exitCode;
  private final List<String> lines;

  private Complaint(int exitCode, List<String> lines) {
    super(String.join("\n", lines));
    this.exitCode = exitCode;
    this.lines = List.copyOf(lines);
  }

  /** Something failed: exit 1. */
  public static Complaint failed(String message) {
    return new Complaint(1, List.of(message));
  }

  /** The user has to change something first: exit 2. */
  public static Complaint refused(String message) {
    return refused(List.of(message));
  }

  /** The same, on several lines. */
  public static Complaint refused(List<String> lines) {
    return new Complaint(2, lines);
  }

  /** The system has to be otherwise first, and the command need not be: exit 12. */
  public static Complaint notSteady(List<String> lines) {
    return new Complaint(NOT_STEADY, lines);
  }

  public int exitCode() {
    return exitCode;
  }

  /** The message as it is shown; a line break within a line is one of somebody else's text. */
  public List<String> lines() {
    return lines;
  }
}

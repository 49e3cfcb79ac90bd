package io.spanline.stack;

import java.util.List;
import java.util.stream.Collectors;

/** A reason for the user why the stack does not run; never shown with a stack trace. */
public abstract sealed class StackException extends RuntimeException
    permits StackFailure, StackRefusal {
  private final int exitCode;

  StackException(List<String> lines, int exitCode) {
    super(lines.stream().map(StackException::onOneLine).collect(Collectors.joining("\n")));
    this.exitCode = exitCode;
  }

  /** Texts of others stand in messages; they cannot make a line of their own. */
  private static String onOneLine(String text) {
    return text.replaceAll("\\R", " ");
  }

  /** The lines of the message. */
  public final List<String> lines() {
    return String.valueOf(getMessage()).lines().toList();
  }

  /** The exit code of the program that the user called. */
  public final int exitCode() {
    return exitCode;
  }
}

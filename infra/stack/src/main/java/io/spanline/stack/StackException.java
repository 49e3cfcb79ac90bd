package io.spanline.stack;

/** A reason for the user why the stack does not run; never shown with a stack trace. */
public abstract sealed class StackException extends RuntimeException
    permits StackFailure, StackRefusal {
  private final int exitCode;

  StackException(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  /** The exit code of the program that the user called. */
  public final int exitCode() {
    return exitCode;
  }
}

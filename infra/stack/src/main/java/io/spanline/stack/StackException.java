package io.spanline.stack;

/** A reason for the user why the stack does not run; never shown with a stack trace. */
public abstract sealed class StackException extends RuntimeException
    permits StackFailure, StackRefusal {
  private static final long serialVersionUID = 1L;

  StackException(String message) {
    super(message);
  }

  /** The exit code of the program that the user called. */
  public abstract int exitCode();
}

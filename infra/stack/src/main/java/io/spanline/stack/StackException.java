package io.spanline.stack;

/**
 * Something that keeps the stack from running, said to the user; never shown with a stack trace.
 */
public abstract sealed class StackException extends RuntimeException
    permits StackFailure, StackRefusal {
  private static final long serialVersionUID = 1L;

  StackException(String message) {
    super(message);
  }

  /** What the program that the user called exits with. */
  public abstract int exitCode();
}

package io.spanline.stack;

/** A process died, was not ready in time, or a tool could not be built: exit 1. */
public final class StackFailure extends StackException {
  public StackFailure(String message) {
    super(message, 1);
  }

  public static StackFailure stopped() {
    return new StackFailure("the stack was stopped while it started");
  }
}

package io.spanline.stack;

import java.util.List;

/** A process died, was not ready in time, or a tool could not be built: exit 1. */
public final class StackFailure extends StackException {
  public StackFailure(String message) {
    this(List.of(message));
  }

  /** With a message of several lines. */
  public StackFailure(List<String> lines) {
    super(lines, 1);
  }

  public static StackFailure stopped() {
    return new StackFailure("the stack was stopped while it started");
  }
}

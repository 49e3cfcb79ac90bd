package io.spanline.stack;

import java.util.List;

/** The stack was not started because the user has to change something first: exit 2. */
public final class StackRefusal extends StackException {
  public StackRefusal(String message) {
    this(List.of(message));
  }

  /** With a message of several lines. */
  public StackRefusal(List<String> lines) {
    super(lines, 2);
  }
}

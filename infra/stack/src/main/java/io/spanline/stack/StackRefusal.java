package io.spanline.stack;

/** The stack was not started because the user has to change something first: exit 2. */
public final class StackRefusal extends StackException {
  public StackRefusal(String message) {
    super(message, 2);
  }
}

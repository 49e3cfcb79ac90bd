package io.spanline.stack;

/** The stack was not started because of something that the user has to change first: exit 2. */
public final class StackRefusal extends StackException {
  private static final long serialVersionUID = 1L;

  public StackRefusal(String message) {
    super(message);
  }

  @Override
  public int exitCode() {
    return 2;
  }
}

package io.spanline.terminal;

/** A message to the user instead of a result; shown without a stack trace. */
public final class Complaint extends RuntimeException {
  private final int exitCode;

  private Complaint(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** Something failed: exit 1. */
  public static Complaint failed(String message) {
    return new Complaint(1, message);
  }

  /** The user has to change something first: exit 2. */
  public static Complaint refused(String message) {
    return new Complaint(2, message);
  }

  public int exitCode() {
    return exitCode;
  }
}

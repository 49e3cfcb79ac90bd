package io.spanline.otlp;

/** Bytes that only the full parser can judge. */
final class NotPlainException extends Exception {
  /** One for all: nobody looks where it comes from. */
  @SuppressWarnings("StaticAssignmentOfThrowable") // it has no stack
  static final NotPlainException INSTANCE = new NotPlainException();

  private NotPlainException() {
    super(null, null, false, false);
  }
}

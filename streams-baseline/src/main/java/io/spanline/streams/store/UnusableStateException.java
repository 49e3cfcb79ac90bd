package io.spanline.streams.store;

/** The stores hold what this version cannot go on from; nothing of it was changed. */
public abstract class UnusableStateException extends RuntimeException {
  protected UnusableStateException(String message) {
    super(message);
  }
}

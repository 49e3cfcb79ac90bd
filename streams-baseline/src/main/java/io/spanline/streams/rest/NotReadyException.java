package io.spanline.streams.rest;

/** What is asked for cannot be read yet, or not any more; the same question may be asked again. */
public final class NotReadyException extends RuntimeException {
  public NotReadyException(String message) {
    super(message);
  }

  public NotReadyException(String message, Throwable cause) {
    super(message, cause);
  }
}

package io.spanline.rest;

import java.io.IOException;

/** Thrown if another process listens on a port, or this one may not. */
public final class PortTakenException extends IOException {
  PortTakenException(String address, Throwable cause) {
    super("cannot listen on %s: %s".formatted(address, reason(cause)), cause);
  }

  private static String reason(Throwable cause) {
    Throwable deepest = cause;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return String.valueOf(deepest.getMessage());
  }
}

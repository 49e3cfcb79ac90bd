package io.spanline.capture.rest;

import io.spanline.capture.order.Refusal;
import io.spanline.captures.DamagedFileException;
import io.spanline.rest.Problem;
import io.spanline.rest.ProblemException;
import org.jspecify.annotations.Nullable;

/** Turns the failure of a snapshot into an answer. */
final class Refusals {
  private Refusals() {}

  static ProblemException of(Exception failure) {
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof Refusal refusal) {
      return Problem.of(status(refusal.reason()), message);
    }
    if (failure instanceof DamagedFileException) {
      return Problem.of(
          500,
          "the capture taken for this Idempotency-Key is damaged: %s; use another key"
              .formatted(message));
    }
    return Problem.of(500, "the snapshot could not be written: " + message);
  }

  private static int status(Refusal.Reason reason) {
    return switch (reason) {
      case OTHER_REPLAY, NO_TRACES, TOO_FEW, TOO_MANY -> 422;
      case CANCELLED, BASELINE_EXISTS -> 409;
      case BUSY, KAFKA_UNAVAILABLE, STOPPING -> 503;
    };
  }

  /** Seconds after which asking again may help; null if it will not. */
  static @Nullable String retryAfter(Exception failure) {
    if (failure instanceof Refusal refusal && status(refusal.reason()) == 503) {
      return refusal.reason() == Refusal.Reason.BUSY ? "30" : "5";
    }
    return null;
  }
}

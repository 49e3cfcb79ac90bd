package io.spanline.experiments.replay.send;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How requests are sent.
 *
 * @param inFlight how many may be without an answer; one more is dropped
 * @param timeout until the last byte of an answer
 * @param host value of the Host header; null for the target's
 */
public record SendOptions(
    int inFlight, Duration timeout, @Nullable String host, StatusCheck statusCheck) {
  public SendOptions {
    if (inFlight < 1) {
      throw new IllegalArgumentException("in-flight must be at least 1, was " + inFlight);
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be above 0, was " + timeout);
    }
  }
}

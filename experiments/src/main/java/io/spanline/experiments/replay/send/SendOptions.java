package io.spanline.experiments.replay.send;

import java.time.Duration;
import java.util.regex.Pattern;
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
  // A name or IPv4 address, or an IPv6 address in brackets, each with or without a port.
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?");

  public SendOptions {
    if (host != null && !HOST.matcher(host).matches()) {
      throw new IllegalArgumentException("invalid --host; expected NAME or NAME:PORT");
    }
    if (inFlight < 1) {
      throw new IllegalArgumentException("in-flight must be at least 1, was " + inFlight);
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be above 0, was " + timeout);
    }
  }
}

package io.spanline.stack.plan;

import io.spanline.settings.Port;
import java.util.Locale;

/**
 * A call from one service to another, through a Toxiproxy proxy.
 *
 * @param from the caller's service name
 * @param to the callee's service name
 */
public record Edge(String from, String to) {
  private static final String PREFIX = "service-";

  public Edge {
    if (!from.startsWith(PREFIX) || !to.startsWith(PREFIX)) {
      throw new IllegalArgumentException(
          "an edge joins two services named service-…, was " + from + " and " + to);
    }
  }

  /** The name of its proxy: {@code a-to-b}. */
  public String proxy() {
    return from.substring(PREFIX.length()) + "-to-" + to.substring(PREFIX.length());
  }

  /** Where the caller finds the callee. */
  public Port proxyPort() {
    return port("PROXY_" + proxy());
  }

  /** Where the callee listens itself. */
  public Port calleePort() {
    return port(to);
  }

  private static Port port(String name) {
    return Port.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}

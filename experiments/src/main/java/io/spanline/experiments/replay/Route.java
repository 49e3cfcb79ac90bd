package io.spanline.experiments.replay;

import io.spanline.topic.Replayability;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a capture that one service took under one name.
 *
 * @param operation name of their entry spans, such as {@code GET /orders/{id}}
 * @param target base URL; its path, if any, precedes each request's
 * @param supply what the capture does not hold of them; null if nothing is missing
 */
public record Route(
    String service, String operation, String method, URI target, @Nullable Supply supply) {
  /** Whether its requests change nothing. */
  public boolean isSafe() {
    return Replayability.SAFE.contains(method);
  }

  /**
   * What people call a route, in a requests file too.
   *
   * @param what a path or an operation, with or without the method
   */
  public static String name(String method, String what) {
    return what.equals(method) || what.startsWith(method + " ") ? what : method + " " + what;
  }

  @Override
  public String toString() {
    return name(method, operation);
  }
}

package io.spanline.experiments.replay;

import io.spanline.topic.Replayability;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a capture that one service took under one name.
 *
 * @param operation name of their entry spans, such as {@code GET /orders/{id}}
 * @param target where they are sent to; what of it is a path stands before theirs
 * @param supply what the capture does not hold of them; null if nothing is missing
 */
public record Route(
    String service, String operation, String method, URI target, @Nullable Supply supply) {
  /** Whether its requests change nothing. */
  public boolean isSafe() {
    return Replayability.SAFE.contains(method);
  }

  @Override
  public String toString() {
    return operation;
  }
}

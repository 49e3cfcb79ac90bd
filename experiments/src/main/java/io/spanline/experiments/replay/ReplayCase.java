package io.spanline.experiments.replay;

import io.spanline.model.TraceId;
import java.util.Map;

/**
 * A request of a capture that can be sent again.
 *
 * @param line of the capture, from 1: the same in every replay of it
 * @param original the trace that it became when it was captured
 * @param startNanos when its entry span started, since 1970
 * @param path as captured, without a query
 * @param headers those of the original that are sent again
 * @param status the captured answer's; 0 if the trace does not say
 */
public record ReplayCase(
    int line,
    TraceId original,
    long startNanos,
    Route route,
    String path,
    Map<String, String> headers,
    int status) {
  /** For people: {@code GET /orders/o-1 of service-a}. */
  @Override
  public String toString() {
    return "%s %s of %s".formatted(route.method(), path, route.service());
  }
}

package io.spanline.experiments.edge;

import io.spanline.model.Call;

/**
 * An edge and a proxy that its calls go through.
 *
 * @param from the caller's name, as in statistics
 * @param to the callee's
 */
public record ProxiedEdge(String from, String to, String proxy) {
  /** The edge as people write it: {@code a->b}. */
  public String edge() {
    return from + "->" + to;
  }

  boolean isOf(Call call) {
    return from.equals(call.caller()) && to.equals(call.callee());
  }
}

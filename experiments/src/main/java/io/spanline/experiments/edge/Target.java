package io.spanline.experiments.edge;

import java.util.List;

/**
 * A proxy, and every edge whose calls go through it: a toxic on it acts on all of them.
 *
 * @param edges none if no call through it is known
 */
public record Target(String proxy, List<ProxiedEdge> edges) {
  public Target {
    edges = List.copyOf(edges);
  }

  /** As people read it: {@code b-to-c (service-b->service-c)}. */
  @Override
  public String toString() {
    return edges.isEmpty()
        ? proxy
        : "%s (%s)"
            .formatted(proxy, String.join(", ", edges.stream().map(ProxiedEdge::edge).toList()));
  }
}

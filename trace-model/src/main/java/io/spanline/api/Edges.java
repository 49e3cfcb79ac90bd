package io.spanline.api;

import java.util.List;

/**
 * The answer of {@code GET /v1/edges}.
 *
 * @param edges those with a call within the retention, in order of callers, then callees
 */
public record Edges(List<EdgeTotals> edges) {
  public Edges {
    edges = List.copyOf(edges);
  }
}

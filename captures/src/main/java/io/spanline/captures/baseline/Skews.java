package io.spanline.captures.baseline;

import io.spanline.captures.Decimals;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * What is said of edges whose two ends have clocks that differ: most of their calls show it. In few
 * calls it is an answer that was read before its span had ended.
 */
final class Skews {
  private static final int MOST_EDGES = 20;

  private Skews() {}

  /** In words, by edge; the last sums up those that are not listed. */
  static List<String> warnings(SortedMap<String, Baseline.Edge> edges) {
    List<String> warnings = new ArrayList<>();
    edges.forEach(
        (name, edge) -> {
          Baseline.Skew skew = edge.skew();
          if (skew != null && 2 * skew.calls() > edge.errors().of()) {
            warnings.add(
                "%s: clocks differ, by a median of %s ms in %s of %s calls; times were corrected"
                    .formatted(
                        name, Decimals.millis(skew.median()), skew.calls(), edge.errors().of()));
          }
        });
    int more = warnings.size() - MOST_EDGES;
    if (more <= 0) {
      return warnings;
    }
    List<String> first = new ArrayList<>(warnings.subList(0, MOST_EDGES));
    first.add("clocks differ on %s more edges".formatted(more));
    return first;
  }
}

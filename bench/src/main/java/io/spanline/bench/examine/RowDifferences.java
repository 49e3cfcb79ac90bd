package io.spanline.bench.examine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/** Two sets of rows side by side. */
final class RowDifferences {
  private RowDifferences() {}

  /**
   * In words, each row that is not the same in both; what only others than these services have is
   * not looked at.
   *
   * @param which the name of the first set
   */
  static List<String> differences(
      String which,
      SortedMap<RowKey, RowFigures> wanted,
      SortedMap<RowKey, RowFigures> found,
      Set<String> services) {
    Set<RowKey> keys = new TreeSet<>(wanted.keySet());
    found.keySet().stream().filter(key -> services.contains(key.first())).forEach(keys::add);
    List<String> differences = new ArrayList<>();
    for (RowKey key : keys) {
      RowFigures one = wanted.get(key);
      RowFigures other = found.get(key);
      if (one == null || !one.equals(other)) {
        differences.add(
            "%s: %s says %s, the topic %s"
                .formatted(
                    key, which, one == null ? "nothing" : one, other == null ? "nothing" : other));
      }
    }
    return differences;
  }
}

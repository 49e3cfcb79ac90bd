package io.spanline.captures.manifest;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many of a capture's requests can be sent again.
 *
 * @param reasons why the others cannot, and of how many traces; a trace may have several
 */
public record ReplayCounts(long able, long unable, SortedMap<String, Long> reasons) {
  public ReplayCounts {
    reasons = Collections.unmodifiableSortedMap(new TreeMap<>(reasons));
  }
}

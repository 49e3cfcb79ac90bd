package io.spanline.streams.statistics;

import io.spanline.statistics.StatisticsSubject;
import java.util.HashMap;
import java.util.Map;

/** The names of one kind that have rows, each with the newest window of them. */
final class Places {
  private final int most;
  private final Map<StatisticsSubject, Long> newestWindow = new HashMap<>();

  Places(int most) {
    this.most = most;
  }

  /** Whether the name has a place, or gets one now. */
  boolean takes(StatisticsSubject name, long windowStartMillis) {
    Long newest = newestWindow.get(name);
    if (newest == null && newestWindow.size() >= most) {
      return false;
    }
    if (newest == null || newest < windowStartMillis) {
      newestWindow.put(name, windowStartMillis);
    }
    return true;
  }

  void keep(StatisticsSubject name, long windowStartMillis) {
    newestWindow.merge(name, windowStartMillis, Math::max);
  }

  void forgetBefore(long windowStartMillis) {
    newestWindow.values().removeIf(newest -> newest < windowStartMillis);
  }
}

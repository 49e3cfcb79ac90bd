package io.spanline.streams.assembly;

import io.spanline.model.SpanKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The spans of an open trace that are kept, in the order they came. Of most traces none is asked
 * for by its key, or lost, before they are emitted: they are a list. From the first on that is,
 * they are a map.
 */
final class Arrivals {
  private final ArrayList<Arrival> inOrder = new ArrayList<>(4);
  private final SharedParts shared;
  private @Nullable Map<SpanKey, Arrival> byKey;

  /** None yet; what they share is counted there. */
  Arrivals(SharedParts shared) {
    this.shared = shared;
  }

  /** Adds a span of a key that is not there. */
  void add(Arrival arrival) {
    Arrival kept = arrival.of(shared.add(arrival.span()));
    if (byKey == null) {
      inOrder.add(kept);
    } else {
      byKey.put(kept.key(), kept);
    }
  }

  /** The span of a key; null if it is not there. */
  @Nullable Arrival find(SpanKey key) {
    return byKey().get(key);
  }

  /** Removes a span; null if it is not there. */
  @Nullable Arrival remove(SpanKey key) {
    Arrival removed = byKey().remove(key);
    if (removed != null) {
      shared.remove(removed.span());
    }
    return removed;
  }

  private Map<SpanKey, Arrival> byKey() {
    if (byKey == null) {
      byKey = new LinkedHashMap<>();
      for (Arrival arrival : inOrder) {
        byKey.put(arrival.key(), arrival);
      }
      inOrder.clear();
      inOrder.trimToSize();
    }
    return byKey;
  }

  Collection<Arrival> all() {
    return byKey == null ? inOrder : byKey.values();
  }

  int size() {
    return byKey == null ? inOrder.size() : byKey.size();
  }
}

package io.spanline.streams.assembly;

import io.spanline.model.SpanKey;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The spans of an open trace that are kept, in the order they came. Of most traces none is asked
 * for by its key, or lost, before they are emitted: they are an array. From the first on that is,
 * they are a map.
 */
final class Arrivals {
  private static final Arrival[] NONE = {};
  private static final int FEWEST = 4;

  private Arrival[] inOrder = new Arrival[FEWEST];
  private int size;
  private @Nullable Map<SpanKey, Arrival> byKey;

  /** Adds a span of a key that is not there. */
  void add(Arrival arrival) {
    if (byKey != null) {
      byKey.put(arrival.key(), arrival);
      return;
    }
    if (size == inOrder.length) {
      inOrder = Arrays.copyOf(inOrder, size + size / 2);
    }
    inOrder[size++] = arrival;
  }

  /** The span of a key; null if it is not there. */
  @Nullable Arrival find(SpanKey key) {
    return byKey().get(key);
  }

  /** Removes a span; null if it is not there. */
  @Nullable Arrival remove(SpanKey key) {
    return byKey().remove(key);
  }

  private Map<SpanKey, Arrival> byKey() {
    if (byKey == null) {
      byKey = new LinkedHashMap<>();
      for (int i = 0; i < size; i++) {
        byKey.put(inOrder[i].key(), inOrder[i]);
      }
      inOrder = NONE;
    }
    return byKey;
  }

  Collection<Arrival> all() {
    return byKey == null ? Arrays.asList(inOrder).subList(0, size) : byKey.values();
  }

  int size() {
    return byKey == null ? size : byKey.size();
  }
}

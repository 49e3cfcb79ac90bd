package io.spanline.streams.assembly;

import io.spanline.model.SpanKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The spans of an open trace that are kept, in the order they came, as {@link HeldSpans} holds
 * them. Of most traces none is asked for by its key, or lost, before they are emitted: they are an
 * array. From the first on that is, they are a map.
 */
final class Arrivals {
  private static final int FEWEST = 6;

  private final HeldSpans spans;
  private int[] inOrder = new int[FEWEST];
  private int size;
  private @Nullable Map<SpanKey, Integer> byKey;

  Arrivals(HeldSpans spans) {
    this.spans = spans;
  }

  /** Adds a span of a key that is not there. */
  void add(Arrival arrival) {
    int held = spans.hold(arrival);
    if (byKey != null) {
      byKey.put(arrival.key(), held);
      return;
    }
    if (size == inOrder.length) {
      inOrder = Arrays.copyOf(inOrder, size + size / 2);
    }
    inOrder[size++] = held;
  }

  /** The span of a key; null if it is not there. */
  @Nullable Arrival find(SpanKey key) {
    Integer held = byKey().get(key);
    return held == null ? null : spans.arrival(held);
  }

  /** Removes a span, which can be asked until another is added; null if it is not there. */
  @Nullable Arrival remove(SpanKey key) {
    Integer held = byKey().remove(key);
    if (held == null) {
      return null;
    }
    Arrival removed = spans.arrival(held);
    spans.remove(held);
    return removed;
  }

  private Map<SpanKey, Integer> byKey() {
    if (byKey == null) {
      byKey = new LinkedHashMap<>();
      for (int i = 0; i < size; i++) {
        byKey.put(spans.arrival(inOrder[i]).key(), inOrder[i]);
      }
      size = 0;
    }
    return byKey;
  }

  /** All of them, made anew: they can be asked until they are {@link #release}d. */
  List<Arrival> all() {
    List<Arrival> all = new ArrayList<>(size());
    spans.fetch(inOrder, size);
    for (int i = 0; i < size; i++) {
      all.add(spans.arrival(inOrder[i]));
    }
    if (byKey != null) {
      byKey.values().forEach(held -> all.add(spans.arrival(held)));
    }
    return all;
  }

  int size() {
    return byKey == null ? size : byKey.size();
  }

  /** Removes all, for another trace: nobody asks one of them anything any more. */
  void release() {
    for (int i = 0; i < size; i++) {
      spans.remove(inOrder[i]);
    }
    size = 0;
    if (byKey != null) {
      byKey.values().forEach(spans::remove);
      byKey = null;
    }
    // A long one for each trace that follows would be heap that nobody counts.
    if (inOrder.length > FEWEST) {
      inOrder = new int[FEWEST];
    }
  }
}

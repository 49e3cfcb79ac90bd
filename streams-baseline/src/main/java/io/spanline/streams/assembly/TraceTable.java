package io.spanline.streams.assembly;

import io.spanline.model.TraceId;
import org.jspecify.annotations.Nullable;

/**
 * Open traces by their ids: an open-addressing table without an object an entry. Hashes stand in an
 * array of their own: a trace that is only passed is not fetched from memory.
 */
final class TraceTable {
  private @Nullable OpenTrace[] places = new @Nullable OpenTrace[64];
  private int[] hashes = new int[64];
  private int size;

  int size() {
    return size;
  }

  @Nullable OpenTrace find(TraceId traceId) {
    return places[place(traceId, traceId.hashCode())];
  }

  /** Adds a trace that is not there. */
  void add(OpenTrace trace) {
    if (++size * 4 > places.length * 3) {
      grow();
    }
    TraceId traceId = trace.traceId();
    put(trace, traceId, traceId.hashCode());
  }

  /** Removes a trace that is there; those that stand behind it move up. */
  void remove(OpenTrace trace) {
    int last = places.length - 1;
    TraceId traceId = trace.traceId();
    int free = place(traceId, traceId.hashCode());
    size--;
    int next = (free + 1) & last;
    for (OpenTrace each = places[next]; each != null; each = places[next]) {
      int wanted = hashes[next] & last;
      if (((next - wanted) & last) >= ((next - free) & last)) {
        places[free] = each;
        hashes[free] = hashes[next];
        free = next;
      }
      next = (next + 1) & last;
    }
    places[free] = null;
  }

  private void put(OpenTrace trace, TraceId traceId, int hash) {
    int place = place(traceId, hash);
    places[place] = trace;
    hashes[place] = hash;
  }

  private int place(TraceId traceId, int hash) {
    int last = places.length - 1;
    int place = hash & last;
    for (OpenTrace each = places[place]; each != null; each = places[place]) {
      if (hashes[place] == hash && each.isOf(traceId)) {
        return place;
      }
      place = (place + 1) & last;
    }
    return place;
  }

  private void grow() {
    @Nullable OpenTrace[] old = places;
    int[] oldHashes = hashes;
    places = new @Nullable OpenTrace[2 * old.length];
    hashes = new int[2 * old.length];
    for (int i = 0; i < old.length; i++) {
      OpenTrace trace = old[i];
      if (trace != null) {
        put(trace, trace.traceId(), oldHashes[i]);
      }
    }
  }
}

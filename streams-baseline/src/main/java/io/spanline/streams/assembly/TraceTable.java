package io.spanline.streams.assembly;

import io.spanline.model.TraceId;
import org.jspecify.annotations.Nullable;

/** Open traces by their ids: an open-addressing table without an object an entry. */
final class TraceTable {
  private @Nullable OpenTrace[] places = new @Nullable OpenTrace[64];
  private int size;

  int size() {
    return size;
  }

  @Nullable OpenTrace find(TraceId traceId) {
    return places[place(traceId)];
  }

  /** Adds a trace that is not there. */
  void add(OpenTrace trace) {
    if (++size * 4 > places.length * 3) {
      grow();
    }
    places[place(trace.traceId())] = trace;
  }

  /** Removes a trace that is there; those that stand behind it move up. */
  void remove(OpenTrace trace) {
    int last = places.length - 1;
    int free = place(trace.traceId());
    size--;
    int next = (free + 1) & last;
    for (OpenTrace each = places[next]; each != null; each = places[next]) {
      int wanted = each.traceId().hashCode() & last;
      if (((next - wanted) & last) >= ((next - free) & last)) {
        places[free] = each;
        free = next;
      }
      next = (next + 1) & last;
    }
    places[free] = null;
  }

  private int place(TraceId traceId) {
    int last = places.length - 1;
    int place = traceId.hashCode() & last;
    for (OpenTrace each = places[place]; each != null; each = places[place]) {
      if (isOf(each.traceId(), traceId)) {
        return place;
      }
      place = (place + 1) & last;
    }
    return place;
  }

  // A record's own equals is not always inlined.
  private static boolean isOf(TraceId one, TraceId other) {
    return one.high() == other.high() && one.low() == other.low();
  }

  private void grow() {
    @Nullable OpenTrace[] old = places;
    places = new @Nullable OpenTrace[2 * old.length];
    for (OpenTrace trace : old) {
      if (trace != null) {
        places[place(trace.traceId())] = trace;
      }
    }
  }
}

package io.spanline.streams.assembly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Open traces in an order of times, then of their ids: a binary heap in which each trace knows its
 * place. A trace whose time moves later, as that of a due trace does with each span, is left where
 * it is until it comes to the top.
 */
final class TraceHeap {
  private final TraceOrder order;
  private @Nullable OpenTrace[] traces = new @Nullable OpenTrace[16];
  // What a trace's time was when it was placed: never later than what it is.
  private long[] times = new long[16];
  private int size;

  TraceHeap(TraceOrder order) {
    this.order = order;
  }

  void add(OpenTrace trace) {
    if (size == times.length) {
      traces = Arrays.copyOf(traces, 2 * size);
      times = Arrays.copyOf(times, 2 * size);
    }
    up(size++, trace, order.millis(trace));
  }

  /** Says that the trace's time may be another. */
  void moved(OpenTrace trace) {
    int place = order.place(trace);
    if (order.millis(trace) < times[place]) {
      up(place, trace, order.millis(trace));
    }
  }

  void remove(OpenTrace trace) {
    int place = order.place(trace);
    OpenTrace last = at(--size);
    long time = times[size];
    traces[size] = null;
    if (place < size) {
      up(place, last, time);
      down(order.place(last), last, time);
    }
  }

  /** The first; null if there is none. */
  @Nullable OpenTrace first() {
    while (size > 0) {
      OpenTrace first = at(0);
      long time = order.millis(first);
      if (time == times[0]) {
        return first;
      }
      down(0, first, time);
    }
    return null;
  }

  /** The first ones in order; of an order whose times never move later. */
  List<OpenTrace> first(int most) {
    List<OpenTrace> first = new ArrayList<>();
    PriorityQueue<Integer> next =
        new PriorityQueue<>(Comparator.comparing(this::at, this::compare));
    if (size > 0) {
      next.add(0);
    }
    while (first.size() < most && !next.isEmpty()) {
      int place = next.remove();
      first.add(at(place));
      for (int child = 2 * place + 1; child <= 2 * place + 2 && child < size; child++) {
        next.add(child);
      }
    }
    return first;
  }

  private int compare(OpenTrace one, OpenTrace other) {
    return order.isBefore(one, other) ? -1 : 1;
  }

  private void up(int from, OpenTrace trace, long time) {
    int place = from;
    while (place > 0) {
      int parent = (place - 1) / 2;
      if (!isBefore(time, trace, times[parent], at(parent))) {
        break;
      }
      put(place, at(parent), times[parent]);
      place = parent;
    }
    put(place, trace, time);
  }

  private void down(int from, OpenTrace trace, long time) {
    int place = from;
    for (int child = lesserChild(place); child < size; child = lesserChild(place)) {
      if (isBefore(time, trace, times[child], at(child))) {
        break;
      }
      put(place, at(child), times[child]);
      place = child;
    }
    put(place, trace, time);
  }

  private int lesserChild(int place) {
    int left = 2 * place + 1;
    int right = left + 1;
    return right < size && isBefore(times[right], at(right), times[left], at(left)) ? right : left;
  }

  static boolean isBefore(long time, OpenTrace trace, long otherTime, OpenTrace other) {
    return time != otherTime ? time < otherTime : trace.isBefore(other);
  }

  private void put(int place, OpenTrace trace, long time) {
    traces[place] = trace;
    times[place] = time;
    order.place(trace, place);
  }

  private OpenTrace at(int place) {
    return Objects.requireNonNull(traces[place]);
  }
}

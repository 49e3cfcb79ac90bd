package io.spanline.streams.assembly;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Open traces in an order of times, then of their ids. Most come in the order of their times and
 * stand in a line, where each costs the same however many there are; the others stand in a {@link
 * TraceHeap}. Of one millisecond there may be thousands: they are put in the order of their ids
 * when they are the first in the line.
 */
final class TraceQueue {
  private static final int LEAST_PLACES = 16;
  // How many with a later time a trace may pass on its way to its place in the line.
  private static final int MOST_STEPS = 16;
  private static final long NONE = Long.MIN_VALUE;

  private final TraceOrder order;
  private final TraceHeap heap;
  // The line, around the end of the array. A trace that leaves it leaves a gap.
  private @Nullable OpenTrace[] traces = new @Nullable OpenTrace[LEAST_PLACES];
  // What a trace's time was when it was placed: never later than what it is.
  private long[] times = new long[LEAST_PLACES];
  private int start;
  private int length;
  private int waiting;
  // The time whose traces are in the order of their ids, if they are the first: no more join them.
  private long sorted = NONE;

  TraceQueue(TraceOrder order) {
    this.order = order;
    this.heap = new TraceHeap(order);
  }

  void add(OpenTrace trace) {
    if (!order.comesLast(trace) || !joins(trace)) {
      heap.add(trace);
    }
  }

  /** Says that the trace's time may be another. */
  void moved(OpenTrace trace) {
    long time = order.millis(trace);
    if (isInLine(trace)) {
      if (time < times[~order.place(trace)]) {
        leave(trace);
        add(trace);
      }
    } else if (order.comesLast(trace)
        && time != sorted
        && (length == 0 || time >= times[at(length - 1)])) {
      heap.remove(trace);
      add(trace);
    } else {
      heap.moved(trace);
    }
  }

  void remove(OpenTrace trace) {
    if (isInLine(trace)) {
      leave(trace);
    } else {
      heap.remove(trace);
    }
  }

  /** The first; null if there is none. */
  @Nullable OpenTrace first() {
    OpenTrace inLine = firstInLine();
    OpenTrace inHeap = heap.first();
    if (inLine == null || inHeap == null) {
      return inLine == null ? inHeap : inLine;
    }
    return order.isBefore(inLine, inHeap) ? inLine : inHeap;
  }

  /** The first ones in order; of an order whose times never move later. */
  List<OpenTrace> first(int most) {
    List<OpenTrace> first = new ArrayList<>(heap.first(most));
    long last = NONE;
    for (int i = 0, taken = 0; i < length && (taken < most || times[at(i)] == last); i++) {
      OpenTrace trace = traces[at(i)];
      if (trace != null) {
        first.add(trace);
        taken++;
        last = times[at(i)];
      }
    }
    first.sort((one, other) -> order.isBefore(one, other) ? -1 : 1);
    return List.copyOf(first.subList(0, Math.min(most, first.size())));
  }

  private @Nullable OpenTrace firstInLine() {
    while (waiting > 0) {
      OpenTrace trace = traces[start];
      if (trace == null) {
        start = at(1);
        length--;
      } else if (order.millis(trace) != times[start]) {
        leave(trace);
        add(trace);
      } else if (times[start] != sorted) {
        sortFirst();
      } else {
        return trace;
      }
    }
    return null;
  }

  /** Puts the traces of the first time in the order of their ids, behind the gaps among them. */
  private void sortFirst() {
    sorted = times[start];
    int end = 1;
    while (end < length && times[at(end)] == sorted) {
      end++;
    }
    List<OpenTrace> first = new ArrayList<>(end);
    for (int i = 0; i < end; i++) {
      OpenTrace trace = traces[at(i)];
      if (trace != null) {
        first.add(trace);
      }
    }
    first.sort(Comparator.comparing(OpenTrace::traceId));
    int gaps = end - first.size();
    for (int i = 0; i < end; i++) {
      put(at(i), i < gaps ? null : first.get(i - gaps), sorted);
    }
  }

  /** Puts the trace into the line, if its place is near the end. */
  private boolean joins(OpenTrace trace) {
    if (length == traces.length) {
      closeGaps();
    }
    long time = order.millis(trace);
    if (time == sorted) {
      return false;
    }
    int place = length;
    while (place > 0 && times[at(place - 1)] > time) {
      place--;
      if (length - place > MOST_STEPS) {
        return false;
      }
    }
    for (int i = length; i > place; i--) {
      put(at(i), traces[at(i - 1)], times[at(i - 1)]);
    }
    put(at(place), trace, time);
    length++;
    waiting++;
    return true;
  }

  private void leave(OpenTrace trace) {
    int index = ~order.place(trace);
    traces[index] = null;
    if (--waiting == 0) {
      length = 0;
    } else if (index == at(length - 1)) {
      length--;
    }
  }

  /** Makes room for as many again as there are. */
  private void closeGaps() {
    @Nullable OpenTrace[] oldTraces = traces;
    long[] oldTimes = times;
    int from = start;
    int most = length;
    int places = Integer.highestOneBit(Math.max(waiting, LEAST_PLACES / 2)) * 4;
    traces = new @Nullable OpenTrace[places];
    times = new long[places];
    start = 0;
    length = 0;
    for (int i = 0; i < most; i++) {
      int old = from + i & oldTraces.length - 1;
      if (oldTraces[old] != null) {
        put(length++, oldTraces[old], oldTimes[old]);
      }
    }
  }

  private void put(int index, @Nullable OpenTrace trace, long time) {
    traces[index] = trace;
    times[index] = time;
    if (trace != null) {
      order.place(trace, ~index);
    }
  }

  private boolean isInLine(OpenTrace trace) {
    return order.place(trace) < 0;
  }

  private int at(int place) {
    return start + place & traces.length - 1;
  }
}

package io.spanline.streams.assembly;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Open traces in an order of times, then of their ids. Most come in the order of their times and
 * stand in a {@link TraceLine}; the others stand in a {@link TraceHeap}.
 */
final class TraceQueue {
  private final TraceOrder order;
  private final TraceHeap heap;
  private final TraceLine[] lines = new TraceLine[TraceOrder.LINES];

  TraceQueue(TraceOrder order) {
    this.order = order;
    this.heap = new TraceHeap(order);
    for (int i = 0; i < lines.length; i++) {
      lines[i] = new TraceLine(order, i);
    }
  }

  void add(OpenTrace trace) {
    if (!lines[order.line(trace)].joins(trace)) {
      heap.add(trace);
    }
  }

  /** Says that the trace's time may be another. */
  void moved(OpenTrace trace) {
    TraceLine line = lineOf(trace);
    if (line != null) {
      if (line.isEarlier(trace)) {
        line.leave(trace);
        add(trace);
      }
    } else if (lines[order.line(trace)].endsBefore(order.millis(trace))) {
      heap.remove(trace);
      add(trace);
    } else {
      heap.moved(trace);
    }
  }

  void remove(OpenTrace trace) {
    TraceLine line = lineOf(trace);
    if (line == null) {
      heap.remove(trace);
    } else {
      line.leave(trace);
    }
  }

  /** The first; null if there is none. */
  @Nullable OpenTrace first() {
    OpenTrace first = heap.first();
    for (int i = 0; i < lines.length; ) {
      TraceLine line = lines[i];
      if (line.earliestMillis() > (first == null ? TraceLine.NONE - 1 : order.millis(first))) {
        i++;
        continue;
      }
      OpenTrace inLine = line.first();
      if (line.isInPlace(inLine)) {
        first = first == null || order.isBefore(inLine, first) ? inLine : first;
        i++;
      } else {
        // Its new place may be in the heap, or in a line that was looked at already.
        line.leave(inLine);
        add(inLine);
        first = heap.first();
        i = 0;
      }
    }
    return first;
  }

  /** The first ones in order; of an order whose times never move later. */
  List<OpenTrace> first(int most) {
    List<OpenTrace> first = new ArrayList<>(heap.first(most));
    for (TraceLine line : lines) {
      line.addFirst(most, first);
    }
    first.sort((one, other) -> order.isBefore(one, other) ? -1 : 1);
    return List.copyOf(first.subList(0, Math.min(most, first.size())));
  }

  /** The line that the trace stands in; null if it is in the heap. */
  private @Nullable TraceLine lineOf(OpenTrace trace) {
    int place = order.place(trace);
    return place < 0 ? lines[~place % TraceOrder.LINES] : null;
  }
}

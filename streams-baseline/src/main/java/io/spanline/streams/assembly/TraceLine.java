package io.spanline.streams.assembly;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Open traces that come in the order of their times, as a rule: each costs the same however many
 * there are. Of one millisecond there may be thousands: they are put in the order of their ids when
 * they are the first in the line. One whose time moves later keeps its place until it is the first.
 */
final class TraceLine {
  static final long NONE = Long.MAX_VALUE;

  private static final int LEAST_PLACES = 16;
  // How many with a later time a trace may pass on its way to its place.
  private static final int MOST_STEPS = 16;

  private final TraceOrder order;
  private final int number;
  // Around the end of the array. A trace that leaves it leaves a gap.
  private @Nullable OpenTrace[] traces = new @Nullable OpenTrace[LEAST_PLACES];
  // What a trace's time was when it was placed: never later than what it is.
  private long[] times = new long[LEAST_PLACES];
  private int start;
  private int length;
  private int waiting;
  // The time whose traces are in the order of their ids, if they are the first: no more join them.
  private long sorted = NONE;

  /**
   * An empty line.
   *
   * @param number among those of the order
   */
  TraceLine(TraceOrder order, int number) {
    this.order = order;
    this.number = number;
  }

  /** Puts the trace in, if its place is near the end. */
  boolean joins(OpenTrace trace) {
    if (length == traces.length) {
      closeGaps();
    }
    long time = order.millis(trace);
    if (time == sorted) {
      return false;
    }
    int place = length;
    while (place > 0 && times[index(place - 1)] > time) {
      place--;
      if (length - place > MOST_STEPS) {
        return false;
      }
    }
    for (int i = length; i > place; i--) {
      put(index(i), traces[index(i - 1)], times[index(i - 1)]);
    }
    put(index(place), trace, time);
    length++;
    waiting++;
    return true;
  }

  /** Whether a trace of that time would be the last. */
  boolean endsBefore(long time) {
    return time != sorted && (length == 0 || time >= times[index(length - 1)]);
  }

  /** Whether the trace's time is what it was when it was placed. */
  boolean isInPlace(OpenTrace trace) {
    return order.millis(trace) == times[index(trace)];
  }

  /** Whether the trace's time is earlier now. */
  boolean isEarlier(OpenTrace trace) {
    return order.millis(trace) < times[index(trace)];
  }

  void leave(OpenTrace trace) {
    int index = index(trace);
    traces[index] = null;
    if (--waiting == 0) {
      length = 0;
    } else if (index == index(length - 1)) {
      length--;
    }
  }

  /** No trace in the line has an earlier time; {@link #NONE} if there is none. */
  long earliestMillis() {
    if (waiting == 0) {
      return NONE;
    }
    skipGaps();
    return times[start];
  }

  /** The one that stands first. If it is not {@linkplain #isInPlace in place}, others may be. */
  OpenTrace first() {
    skipGaps();
    if (times[start] != sorted && isInPlace(at(start))) {
      sortFirst();
      skipGaps();
    }
    return at(start);
  }

  /** Adds the first ones, up to a number and all of the last one's time, in any order. */
  void addFirst(int most, List<OpenTrace> first) {
    int taken = 0;
    long last = NONE;
    for (int i = 0; i < length && (taken < most || times[index(i)] == last); i++) {
      OpenTrace trace = traces[index(i)];
      if (trace != null) {
        first.add(trace);
        taken++;
        last = times[index(i)];
      }
    }
  }

  private void skipGaps() {
    while (traces[start] == null) {
      start = index(1);
      length--;
    }
  }

  /** Puts the traces of the first time in the order of their ids, behind the gaps among them. */
  private void sortFirst() {
    sorted = times[start];
    int end = 1;
    while (end < length && times[index(end)] == sorted) {
      end++;
    }
    List<OpenTrace> first = new ArrayList<>(end);
    for (int i = 0; i < end; i++) {
      OpenTrace trace = traces[index(i)];
      if (trace != null) {
        first.add(trace);
      }
    }
    first.sort((one, other) -> one.isBefore(other) ? -1 : 1);
    int gaps = end - first.size();
    for (int i = 0; i < end; i++) {
      put(index(i), i < gaps ? null : first.get(i - gaps), sorted);
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
      order.place(trace, ~(index * TraceOrder.LINES + number));
    }
  }

  private OpenTrace at(int index) {
    return Objects.requireNonNull(traces[index]);
  }

  /** Where a trace of the line stands in the arrays. */
  private int index(OpenTrace trace) {
    return ~order.place(trace) / TraceOrder.LINES;
  }

  /** Where the one of a place in the line stands. */
  private int index(int place) {
    return start + place & traces.length - 1;
  }
}

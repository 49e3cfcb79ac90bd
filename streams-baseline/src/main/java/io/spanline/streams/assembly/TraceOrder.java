package io.spanline.streams.assembly;

/** What open traces are ordered by. */
enum TraceOrder {
  BY_DUE_TIME {
    @Override
    long millis(OpenTrace trace) {
      return trace.dueMillis();
    }

    @Override
    int place(OpenTrace trace) {
      return trace.placeByDueTime;
    }

    @Override
    void place(OpenTrace trace, int place) {
      trace.placeByDueTime = place;
    }

    @Override
    int line(OpenTrace trace) {
      return trace.settles() ? 0 : 1;
    }
  },
  BY_AGE {
    @Override
    long millis(OpenTrace trace) {
      return trace.oldestMillis();
    }

    @Override
    int place(OpenTrace trace) {
      return trace.placeByAge;
    }

    @Override
    void place(OpenTrace trace, int place) {
      trace.placeByAge = place;
    }

    @Override
    int line(OpenTrace trace) {
      return 0;
    }
  };

  /** The most lines of a queue: what waits for settle and what for the gap come each in order. */
  static final int LINES = 2;

  abstract long millis(OpenTrace trace);

  /**
   * Where the trace stands in the queue of this order: its place in the heap, or the complement of
   * its place in a line times {@link #LINES} plus the line's number.
   */
  abstract int place(OpenTrace trace);

  abstract void place(OpenTrace trace, int place);

  /** The number of the line in which almost all others have earlier times. */
  abstract int line(OpenTrace trace);

  boolean isBefore(OpenTrace one, OpenTrace other) {
    return TraceHeap.isBefore(millis(one), one, millis(other), other);
  }
}

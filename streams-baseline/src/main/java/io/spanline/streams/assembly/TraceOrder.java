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
    boolean comesLast(OpenTrace trace) {
      return trace.settles();
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
    boolean comesLast(OpenTrace trace) {
      return true;
    }
  };

  abstract long millis(OpenTrace trace);

  /** Where the trace stands in the queue of this order: in its heap, or, negated, in its line. */
  abstract int place(OpenTrace trace);

  abstract void place(OpenTrace trace, int place);

  /** Whether the trace comes after almost all others, now that its time was set. */
  abstract boolean comesLast(OpenTrace trace);

  boolean isBefore(OpenTrace one, OpenTrace other) {
    return TraceHeap.isBefore(millis(one), one, millis(other), other);
  }
}

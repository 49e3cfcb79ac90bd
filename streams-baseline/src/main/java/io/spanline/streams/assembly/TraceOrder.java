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
  };

  abstract long millis(OpenTrace trace);

  /** Where the trace stands in the heap of this order. */
  abstract int place(OpenTrace trace);

  abstract void place(OpenTrace trace, int place);
}

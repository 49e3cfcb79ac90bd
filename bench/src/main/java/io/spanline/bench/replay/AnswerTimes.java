package io.spanline.bench.replay;

/** When a server answers a request. Moments are nanoseconds since its start. */
enum AnswerTimes {
  /** 2 ms after it came. */
  STEADY(0),
  /** Likewise, but nothing is answered in the last 500 ms of every 10 s. */
  STALLING(500_000_000);

  private static final long DELAY_NANOS = 2_000_000;
  private static final long PERIOD_NANOS = 10_000_000_000L;

  private final long stallNanos;

  AnswerTimes(long stallNanos) {
    this.stallNanos = stallNanos;
  }

  /** Never earlier than that of a request that came before. */
  long answerNanos(long arrivedNanos) {
    long due = arrivedNanos + DELAY_NANOS;
    long left = PERIOD_NANOS - due % PERIOD_NANOS;
    return left <= stallNanos ? due + left : due;
  }
}

package io.spanline.streams.assembly;

import java.time.Duration;

/**
 * The one clock of an input partition, its virtual time: the highest record timestamp plus the
 * monotonic time since the last record, the latter counted only while the partition is caught up
 * and has been quiet for a second. It never goes back. All times are milliseconds of the epoch.
 *
 * <p>While a partition holds nothing that waits, neither an open trace nor a remembered one, a
 * quiet second of it takes the clock to the wall clock less that second: so the watermark of a
 * partition that never had a record, or was read with a lag, does not stay behind.
 */
final class PartitionClock {
  static final long QUIET_MILLIS = 1_000;
  static final long AHEAD_MILLIS = 1_000;

  // A process that was stopped, or a long pause, must not count as time in which nothing came.
  private static final long LONGEST_STEP_NANOS = Duration.ofSeconds(1).toNanos();

  private long time;
  private long timeAtLastRecord;
  private long idleNanos;
  private long lastLookNanos;
  private long quietSinceNanos;

  /**
   * @param time where the clock stood when it was last saved; 0 where it never ran
   */
  PartitionClock(long time, long nanoTime) {
    this.time = time;
    this.timeAtLastRecord = time;
    this.lastLookNanos = nanoTime;
    this.quietSinceNanos = nanoTime;
  }

  long now() {
    return time;
  }

  /**
   * A record's timestamp as far as it can be true. The broker stamps records, so that this changes
   * nothing; on a topic whose senders do, one that is an hour ahead would stop the partition's
   * clock for an hour.
   */
  static long plausible(long timestamp, long wallMillis) {
    return Math.min(timestamp, wallMillis + AHEAD_MILLIS);
  }

  /** A record was taken from the partition. */
  void record(long timestamp, long nanoTime) {
    time = Math.max(time, timestamp);
    startCountingAt(nanoTime);
    quietSinceNanos = nanoTime;
  }

  /** Some time has passed; asks what it was worth. */
  void look(long nanoTime, boolean caughtUp) {
    if (!caughtUp) {
      startCountingAt(nanoTime);
      return;
    }
    idleNanos += Math.min(nanoTime - lastLookNanos, LONGEST_STEP_NANOS);
    lastLookNanos = nanoTime;
    if (isQuiet()) {
      time = Math.max(time, timeAtLastRecord + idleNanos / 1_000_000);
    }
  }

  /** The partition is caught up and holds nothing that waits for this clock. */
  void holdsNothing(long wallMillis) {
    if (isQuiet() && idleNanos / 1_000_000 >= QUIET_MILLIS) {
      time = Math.max(time, wallMillis - QUIET_MILLIS);
    }
  }

  private boolean isQuiet() {
    return lastLookNanos - quietSinceNanos >= QUIET_MILLIS * 1_000_000;
  }

  private void startCountingAt(long nanoTime) {
    timeAtLastRecord = time;
    idleNanos = 0;
    lastLookNanos = nanoTime;
  }
}

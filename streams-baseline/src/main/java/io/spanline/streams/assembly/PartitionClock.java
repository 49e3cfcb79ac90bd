package io.spanline.streams.assembly;

import java.time.Duration;
import java.util.function.LongSupplier;

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

  private final LongSupplier nanoTime;
  private long time;
  private long timeAtLastRecord;
  private long idleNanos;
  private long lastLookNanos;
  private long quietSinceNanos;

  /**
   * A clock that goes on from where it was saved.
   *
   * @param timeMillis where it stood then; 0 if it never ran
   * @param nanoTime a monotonic clock
   */
  PartitionClock(long timeMillis, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.time = timeMillis;
    this.timeAtLastRecord = timeMillis;
    this.lastLookNanos = nanoTime.getAsLong();
    this.quietSinceNanos = lastLookNanos;
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
  void record(long timestampMillis) {
    time = Math.max(time, timestampMillis);
    startCounting();
    quietSinceNanos = lastLookNanos;
  }

  /** Some time has passed, and records may be left to read: it counts for nothing. */
  void lags() {
    startCounting();
  }

  /** Some time has passed, and no record is left to read. */
  void idles() {
    long now = nanoTime.getAsLong();
    idleNanos += Math.min(now - lastLookNanos, LONGEST_STEP_NANOS);
    lastLookNanos = now;
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

  private void startCounting() {
    timeAtLastRecord = time;
    idleNanos = 0;
    lastLookNanos = nanoTime.getAsLong();
  }
}

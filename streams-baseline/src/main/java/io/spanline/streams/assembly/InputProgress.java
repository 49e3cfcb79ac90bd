package io.spanline.streams.assembly;

import org.apache.kafka.common.TopicPartition;

/** What the outside world says about the input: whether all of it was read, and what time it is. */
public interface InputProgress {

  /**
   * Whether no record of the partition is left to read; false if it is not known, as while the
   * broker cannot be reached. Asked only by the thread that processes the partition, every tick.
   */
  boolean caughtUp(TopicPartition partition);

  /** What was read of the input, to be read again after a restart. */
  InputLog log();

  /** Nanoseconds of a monotonic clock. */
  long nanoTime();

  /** The wall clock, in milliseconds of the epoch. */
  long nowMillis();
}

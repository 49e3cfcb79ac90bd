package io.spanline.streams.assembly;

import java.time.Instant;
import org.apache.kafka.common.TopicPartition;

/** What the outside world says about the input: whether all of it was read, and what time it is. */
public interface InputProgress {

  /**
   * Whether no record of the partition is left to read. Asked only by the thread that processes the
   * partition; false where it is not known.
   */
  boolean caughtUp(TopicPartition partition);

  /** Nanoseconds of a monotonic clock. */
  long nanoTime();

  /** The wall clock. */
  Instant now();
}

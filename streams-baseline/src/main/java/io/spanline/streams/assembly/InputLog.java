package io.spanline.streams.assembly;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The input as a log: what was read of a partition can be read again, as long as it is kept. */
public interface InputLog {

  /** Takes a record that is read again. */
  interface Reader {
    void take(long offset, long timestampMillis, byte @Nullable [] value);
  }

  /**
   * Hands over the records from one offset up to another, which is not among them, in their order.
   *
   * @return whether the log still had all of them
   */
  boolean read(TopicPartition partition, long fromOffset, long toOffset, Reader reader);
}

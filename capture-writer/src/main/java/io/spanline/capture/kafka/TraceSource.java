package io.spanline.capture.kafka;

import io.spanline.capture.order.Refusal;
import io.spanline.capture.order.StopSignal;
import io.spanline.captures.TimeRange;
import java.io.IOException;
import java.time.Instant;

/** The source of emitted traces: the topic {@code traces}, or a list in tests. */
public interface TraceSource {

  /**
   * Waits, within bounds, until all that began in the range has been emitted, and fixes what to
   * read.
   *
   * @throws Refusal if Kafka cannot be asked
   */
  Extent extent(TimeRange range, StopSignal stop);

  /**
   * The extent with the end of another that holds all that began at a time or later.
   *
   * @throws Refusal if Kafka cannot be asked
   */
  Extent since(Instant from, Extent extent, StopSignal stop);

  /**
   * Hands over each record of the extent, partition by partition in order of offset.
   *
   * @throws Refusal if Kafka stops answering
   */
  void read(Extent extent, StopSignal stop, RecordReader reader) throws IOException;

  /**
   * Follows the topic, beginning with the records of traces that began at a time or later.
   *
   * @throws Refusal if Kafka cannot be asked
   */
  TraceTail tail(Instant from, StopSignal stop);

  /** Takes the records of the topic. */
  @FunctionalInterface
  interface RecordReader {
    void read(TraceRecord record) throws IOException;
  }

  /** The records of the topic as they come. */
  interface TraceTail extends AutoCloseable {
    /** Hands over what has come, after a short wait if that is nothing. */
    void poll(RecordReader reader) throws IOException;

    @Override
    void close();
  }
}

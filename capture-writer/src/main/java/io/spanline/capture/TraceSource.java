package io.spanline.capture;

import io.spanline.file.TimeRange;
import java.io.IOException;

/** Where emitted traces are read from: the topic {@code traces}, or a list in tests. */
public interface TraceSource {

  /**
   * Waits, within bounds, until every trace that began in the range has been emitted, and fixes
   * what to read.
   *
   * @throws Refusal where Kafka cannot be asked
   */
  Extent extent(TimeRange range, StopSignal stop);

  /**
   * Hands over each record of the extent, partition by partition in order of offset.
   *
   * @throws Refusal where Kafka stops answering
   */
  void read(Extent extent, StopSignal stop, RecordReader reader) throws IOException;

  /** Takes the records of the topic. */
  @FunctionalInterface
  interface RecordReader {
    void read(TraceRecord record) throws IOException;
  }
}

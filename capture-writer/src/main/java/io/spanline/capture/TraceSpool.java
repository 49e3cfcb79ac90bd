package io.spanline.capture;

import io.spanline.capture.kafka.Extent;
import io.spanline.capture.kafka.TraceRecord;
import io.spanline.capture.order.Refusal;
import io.spanline.captures.TimeRange;
import io.spanline.captures.line.Admission;
import io.spanline.captures.line.LineScan;
import io.spanline.captures.line.TraceHead;
import io.spanline.model.Trace;
import io.spanline.otlp.OtlpReader;
import io.spanline.topic.TraceSerde;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The records that were read, on disk as they came, and in memory some 75 bytes for each: so a
 * capture may be far larger than the heap, and its traces still come out joined and in order of
 * start. Add first, then read.
 */
final class TraceSpool implements AutoCloseable {
  // What an index and the sums of a snapshot take for a record, with room for all else.
  private static final int HEAP_BYTES_A_RECORD = 256;

  private static final byte[] NO_HEADERS = {};

  private final RecordIndex index = new RecordIndex();
  private final SpoolFiles files;
  private final long mostRecords;
  private @Nullable StartOrder order;

  /**
   * Spools into files that are created as they are needed; what is left of them is removed by
   * {@link #close}.
   *
   * @param names gives a new one for each
   */
  TraceSpool(Supplier<Path> names) {
    this(names, Runtime.getRuntime().maxMemory() / HEAP_BYTES_A_RECORD);
  }

  TraceSpool(Supplier<Path> names, long mostRecords) {
    this.files = new SpoolFiles(names);
    this.mostRecords = mostRecords;
  }

  /**
   * Takes one record as it came. Of JSON only what comes before its spans is looked at: the rest is
   * when it is read again.
   *
   * @throws IllegalArgumentException where it is no trace
   * @throws Refusal where there are more than the heap bears
   */
  void add(TraceRecord record, byte[] value) throws IOException {
    TraceHead head = head(record, value);
    if (index.size() >= mostRecords) {
      throw new Refusal(
          Refusal.Reason.TOO_MANY,
          "more than %s records have to be read, which is what this process's heap bears; ask for a"
                  .formatted(mostRecords)
              + " shorter range, or give capture-writer more heap");
    }
    // JSON says all that the headers do.
    byte[] headers =
        OtlpReader.looksLikeJson(value) ? NO_HEADERS : SpooledHeaders.write(record.headers());
    index.add(
        new SpooledRecord(
            head.id(),
            head.start(),
            files.append(headers, value),
            headers.length,
            value.length,
            record.partition(),
            record.offset()));
  }

  /** How many traces begin in a range, as far as their records claim. */
  long within(TimeRange range) throws IOException {
    StartOrder sorted = order();
    return sorted.placeOf(range.to()) - (long) sorted.placeOf(range.from());
  }

  /**
   * Hands over every trace that starts before an instant, each joined, by start and then by id; for
   * the last time, since what was handed over is removed.
   *
   * @param admission what may be in a text that is handed over as it came
   * @param broken hears of records that turn out to be no trace
   */
  void until(
      Instant to, Admission admission, Consumer<SpoolReading.Broken> broken, SpoolPass.Each each)
      throws IOException {
    SpoolReading reading = new SpoolReading(files, index, new LineScan(admission));
    try (SpoolPass pass = new SpoolPass(order(), reading, broken, reading::release)) {
      pass.until(to, each);
    }
  }

  /**
   * Hands over the traces of a range as far as a summary needs them, each joined, by start and then
   * by id; all can be read again.
   */
  void forEachWithin(TimeRange range, Extent extent, TraceReader reader) throws IOException {
    SpoolReading reading = new SpoolReading(files, index, new LineScan(Admission.ALL));
    try (SpoolPass pass = new SpoolPass(order(), reading, broken -> {}, first -> {})) {
      pass.until(
          range.to(),
          trace -> {
            if (range.contains(trace.trace().start()) && !trace.isRemainderIn(extent)) {
              reader.read(trace.trace());
            }
          });
    }
  }

  /** Takes the joined traces. */
  @FunctionalInterface
  interface TraceReader {
    void read(Trace trace) throws IOException;
  }

  private static TraceHead head(TraceRecord record, byte[] value) {
    TraceHead head = OtlpReader.looksLikeJson(value) ? TraceHead.of(value) : null;
    if (head != null) {
      return head;
    }
    Trace trace = TraceSerde.read(value, record.headers());
    return new TraceHead(trace.traceId(), trace.start());
  }

  private StartOrder order() throws IOException {
    StartOrder sorted = order;
    if (sorted == null) {
      files.flush();
      sorted = new StartOrder(index);
      order = sorted;
    }
    return sorted;
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}

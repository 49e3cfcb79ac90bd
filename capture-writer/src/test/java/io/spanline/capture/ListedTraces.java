package io.spanline.capture;

import io.spanline.file.Manifest;
import io.spanline.file.TimeRange;
import io.spanline.model.Trace;
import io.spanline.settings.Catalogue.Encoding;
import io.spanline.topic.TraceJson;
import io.spanline.topic.TraceSerde;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** A topic of one partition, in a list. */
public final class ListedTraces implements TraceSource {
  private final List<TraceRecord> records = new CopyOnWriteArrayList<>();
  private Manifest.@Nullable Incomplete incomplete;
  private @Nullable RuntimeException failure;
  private Runnable beforeReading = () -> {};
  private Runnable beforePolling = () -> {};

  public ListedTraces with(Trace trace) {
    return with(TraceJson.write(trace));
  }

  public ListedTraces with(Trace trace, Encoding encoding) {
    Headers headers = new RecordHeaders();
    byte[] value = new TraceSerde(encoding).write(trace, headers);
    return with(value, headers);
  }

  public ListedTraces with(byte @Nullable [] value) {
    return with(value, new RecordHeaders());
  }

  private ListedTraces with(byte @Nullable [] value, Headers headers) {
    records.add(new TraceRecord(0, records.size(), headers, value));
    return this;
  }

  public ListedTraces incomplete(Manifest.Incomplete why) {
    incomplete = why;
    return this;
  }

  public ListedTraces failing(RuntimeException why) {
    failure = why;
    return this;
  }

  public ListedTraces beforeReading(Runnable action) {
    beforeReading = action;
    return this;
  }

  public ListedTraces beforePolling(Runnable action) {
    beforePolling = action;
    return this;
  }

  @Override
  public Extent extent(TimeRange range, StopSignal stop) {
    if (failure != null) {
      throw failure;
    }
    return new Extent("traces", List.of(new Manifest.Offsets(0, 0, records.size())), incomplete);
  }

  @Override
  public Extent since(Instant from, Extent extent, StopSignal stop) {
    return extent;
  }

  /** Hands over one record at each poll. */
  @Override
  public TraceTail tail(Instant from, StopSignal stop) {
    return new TraceTail() {
      private int next;

      @Override
      public void poll(RecordReader reader) throws IOException {
        stop.check();
        beforePolling.run();
        if (next < records.size()) {
          reader.read(records.get(next++));
        }
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void read(Extent extent, StopSignal stop, RecordReader reader) throws IOException {
    beforeReading.run();
    for (TraceRecord record : records) {
      stop.check();
      reader.read(record);
    }
  }
}

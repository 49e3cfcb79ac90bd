package io.spanline.capture;

import io.spanline.file.Manifest;
import io.spanline.file.TimeRange;
import io.spanline.model.Trace;
import io.spanline.settings.Catalogue.Encoding;
import io.spanline.topic.TraceJson;
import io.spanline.topic.TraceSerde;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** A topic of one partition, in a list. */
public final class ListedTraces implements TraceSource {
  private final List<TraceRecord> records = new ArrayList<>();
  private Manifest.@Nullable Incomplete incomplete;
  private @Nullable RuntimeException failure;
  private Runnable beforeReading = () -> {};

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

  @Override
  public Extent extent(TimeRange range, StopSignal stop) {
    if (failure != null) {
      throw failure;
    }
    return new Extent("traces", List.of(new Manifest.Offsets(0, 0, records.size())), incomplete);
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

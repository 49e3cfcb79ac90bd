package io.spanline.capture;

import io.spanline.file.Manifest;
import io.spanline.file.TimeRange;
import io.spanline.model.Trace;
import io.spanline.topic.TraceJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A topic of one partition, in a list. */
public final class ListedTraces implements TraceSource {
  private final List<byte[]> values = new ArrayList<>();
  private Manifest.@Nullable Incomplete incomplete;
  private @Nullable RuntimeException failure;
  private Runnable beforeReading = () -> {};

  public ListedTraces with(Trace trace) {
    return with(TraceJson.write(trace));
  }

  public ListedTraces with(byte @Nullable [] value) {
    values.add(value);
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
    return new Extent("traces", List.of(new Manifest.Offsets(0, 0, values.size())), incomplete);
  }

  @Override
  public void read(Extent extent, StopSignal stop, RecordReader reader) throws IOException {
    beforeReading.run();
    for (int offset = 0; offset < values.size(); offset++) {
      stop.check();
      reader.read(new TraceRecord(0, offset, values.get(offset)));
    }
  }
}

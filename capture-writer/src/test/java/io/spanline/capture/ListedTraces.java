package io.spanline.capture;

import io.spanline.capture.kafka.Extent;
import io.spanline.capture.kafka.TraceRecord;
import io.spanline.capture.kafka.TraceSource;
import io.spanline.capture.order.StopSignal;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Manifest;
import io.spanline.model.Trace;
import io.spanline.model.TraceId;
import io.spanline.settings.Catalogue.Encoding;
import io.spanline.topic.TraceJson;
import io.spanline.topic.TraceSerde;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A topic of one partition, in a list. A record is dated by the end of its trace's last span, as
 * assembly does, and one that is no trace as the end of time.
 */
public final class ListedTraces implements TraceSource {
  /** How long after a record of a trace another may follow, and what clocks differ by. */
  private static final Duration REACH = Duration.ofSeconds(60 + 30 + 1);

  private final List<Dated> records = new CopyOnWriteArrayList<>();
  private final AtomicInteger openTails = new AtomicInteger();
  private Manifest.@Nullable Incomplete incomplete;
  private @Nullable RuntimeException failure;
  private Runnable beforeSettled = () -> {};
  private Step beforeReading = () -> {};
  private Runnable beforePolling = () -> {};

  private record Dated(TraceRecord record, Instant time) {}

  public ListedTraces with(Trace trace) {
    return with(trace, end(trace));
  }

  /** A record with a stamp that its spans do not explain, as clocks that are off make it. */
  public ListedTraces with(Trace trace, Instant stamp) {
    return with(trace.traceId(), TraceJson.write(trace), new RecordHeaders(), stamp);
  }

  public ListedTraces with(Trace trace, Encoding encoding) {
    Headers headers = new RecordHeaders();
    byte[] value = new TraceSerde(encoding).write(trace, headers);
    return with(trace.traceId(), value, headers, end(trace));
  }

  public ListedTraces with(byte @Nullable [] value) {
    return with(null, value, new RecordHeaders(), Instant.MAX);
  }

  /** A record that is no trace, under a key that is one's. */
  public ListedTraces with(TraceId key, byte[] value) {
    return with(key, value, new RecordHeaders(), Instant.MAX);
  }

  private ListedTraces with(
      @Nullable TraceId id, byte @Nullable [] value, Headers headers, Instant time) {
    byte[] key = id == null ? null : id.hex().getBytes(StandardCharsets.US_ASCII);
    records.add(
        new Dated(new TraceRecord(0, records.size(), stamp(time), key, headers, value), time));
    return this;
  }

  /** A broker has no time so late. */
  private static Instant stamp(Instant time) {
    return time.equals(Instant.MAX) ? Instant.EPOCH : time;
  }

  private static Instant end(Trace trace) {
    return trace.start().plusNanos(trace.durationNanos());
  }

  public ListedTraces incomplete(Manifest.Incomplete why) {
    incomplete = why;
    return this;
  }

  public ListedTraces failing(RuntimeException why) {
    failure = why;
    return this;
  }

  /** What happens before the topic is read. */
  @FunctionalInterface
  public interface Step {
    void run() throws IOException;
  }

  /** Runs while assembly is waited for. */
  public ListedTraces beforeSettled(Runnable action) {
    beforeSettled = action;
    return this;
  }

  public ListedTraces beforeReading(Step action) {
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
    beforeSettled.run();
    return extent(range.from(), records.size());
  }

  @Override
  public Extent since(Instant from, Extent extent, StopSignal stop) {
    return extent(from, extent.partitions().get(0).to());
  }

  /** From the first record on that is late enough, as a broker would find it. */
  private Extent extent(Instant from, long end) {
    int start = 0;
    while (start < end && records.get(start).time().isBefore(from.minus(REACH))) {
      start++;
    }
    return new Extent("traces", List.of(new Manifest.Offsets(0, start, end)), incomplete);
  }

  public int openTails() {
    return openTails.get();
  }

  /** Hands over one record at each poll. */
  @Override
  public TraceTail tail(Instant from, StopSignal stop) {
    openTails.incrementAndGet();
    return new TraceTail() {
      private int next;

      @Override
      public void poll(RecordReader reader) throws IOException {
        stop.check();
        beforePolling.run();
        if (next < records.size()) {
          reader.read(records.get(next++).record());
        }
      }

      @Override
      public void close() {
        openTails.decrementAndGet();
      }
    };
  }

  @Override
  public void read(Extent extent, StopSignal stop, RecordReader reader) throws IOException {
    beforeReading.run();
    Manifest.Offsets offsets = extent.partitions().get(0);
    for (Dated dated : List.copyOf(records).subList((int) offsets.from(), (int) offsets.to())) {
      stop.check();
      reader.read(dated.record());
    }
  }
}

package io.spanline.bench.capture;

import io.spanline.harness.traffic.RecordSender;
import io.spanline.harness.traffic.TracePlan;
import io.spanline.model.Span;
import io.spanline.model.Trace;
import io.spanline.settings.Catalogue.Encoding;
import io.spanline.topic.Topics;
import io.spanline.topic.TraceSerde;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Writes traces to the topic {@code traces} as streams-baseline does, some in two revisions. */
final class TopicFill implements AutoCloseable {
  private static final int TRACES_PER_CHAPTER = 2_000;
  // One trace in this many has a late span.
  private static final int LATE_EVERY = 50;

  private final TraceSerde serde = new TraceSerde(Encoding.JSON);
  private final RecordSender sender;
  private long traces;
  private long records;
  private long bytes;

  TopicFill(String bootstrap) {
    this.sender =
        new RecordSender(
            bootstrap,
            Map.of(
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                "20",
                ProducerConfig.BATCH_SIZE_CONFIG,
                256 << 10,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                Topics.MAX_TRACE_BYTES));
  }

  /**
   * What was written.
   *
   * @param from before the first trace's start
   * @param to after the last one's
   */
  record Filled(long traces, long records, Instant from, Instant to) {}

  /** Writes at least n bytes of values. */
  Filled fill(long least, LongConsumer progress) {
    // All of it lies in the past, as far back as a small topic needs.
    long chapters = least / (TRACES_PER_CHAPTER * 3_000L) + 12;
    Instant base = Instant.now().minus(TracePlan.CHAPTER.multipliedBy(chapters));
    TraceSupply supply = new TraceSupply(1, TRACES_PER_CHAPTER, base);
    Instant from = supply.reached();
    while (bytes < least) {
      for (Trace trace : supply.next()) {
        send(trace);
      }
      progress.accept(bytes);
    }
    sender.flush();
    return new Filled(traces, records, from, supply.reached());
  }

  private void send(Trace trace) {
    List<Span> spans = trace.spans();
    if (++traces % LATE_EVERY != 0 || spans.size() < 2) {
      write(trace);
      return;
    }
    List<Span> early = spans.subList(0, spans.size() - 1);
    write(new Trace(trace.traceId(), 1, Trace.judge(early), early));
    write(
        new Trace(
            trace.traceId(), 2, trace.outcome(), spans.subList(spans.size() - 1, spans.size())));
  }

  private void write(Trace trace) {
    Headers headers = new RecordHeaders();
    byte[] value = serde.write(trace, headers);
    records++;
    bytes += value.length;
    sender.send(
        new ProducerRecord<>(
            Topics.TRACES.name(), null, null, trace.traceId().hex(), value, headers));
  }

  @Override
  public void close() {
    sender.close();
  }
}

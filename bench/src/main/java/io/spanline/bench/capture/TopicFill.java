package io.spanline.bench.capture;

import io.spanline.harness.traffic.TracePlan;
import io.spanline.model.Span;
import io.spanline.model.Trace;
import io.spanline.settings.Catalogue.Encoding;
import io.spanline.topic.Topics;
import io.spanline.topic.TraceSerde;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes traces to the topic {@code traces} as streams-baseline does, some in two revisions. */
final class TopicFill implements AutoCloseable {
  private static final int TRACES_PER_CHAPTER = 2_000;
  // One trace in this many has a late span.
  private static final int LATE_EVERY = 50;

  private final TraceSerde serde = new TraceSerde(Encoding.JSON);
  private final AtomicReference<Exception> refused = new AtomicReference<>();
  private final Producer<String, byte[]> producer;
  private long traces;
  private long records;
  private long bytes;

  TopicFill(String bootstrap) {
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                "20",
                ProducerConfig.BATCH_SIZE_CONFIG,
                String.valueOf(256 << 10),
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                String.valueOf(Topics.MAX_TRACE_BYTES)),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /**
   * What was written.
   *
   * @param bytes of the values
   * @param from before the first trace's start
   * @param to after the last one's
   */
  record Filled(long traces, long records, long bytes, Instant from, Instant to) {}

  /** Writes at least n bytes of values. */
  Filled fill(long least, long seed, LongConsumer progress) {
    // All of it lies in the past, as far back as a small topic needs.
    long chapters = least / (TRACES_PER_CHAPTER * 3_000L) + 12;
    Instant base = Instant.now().minus(TracePlan.CHAPTER.multipliedBy(chapters));
    TraceSupply supply = new TraceSupply(seed, TRACES_PER_CHAPTER, base);
    Instant from = supply.reached();
    while (bytes < least) {
      for (Trace trace : supply.next()) {
        send(trace);
      }
      progress.accept(bytes);
    }
    producer.flush();
    Exception problem = refused.get();
    if (problem != null) {
      throw new IllegalStateException("the broker refused a record", problem);
    }
    return new Filled(traces, records, bytes, from, supply.reached());
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

  @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of either end
  private void write(Trace trace) {
    Headers headers = new RecordHeaders();
    byte[] value = serde.write(trace, headers);
    records++;
    bytes += value.length;
    producer.send(
        new ProducerRecord<>(
            Topics.TRACES.name(), null, null, trace.traceId().hex(), value, headers),
        (metadata, e) -> {
          if (e != null) {
            refused.compareAndSet(null, e);
          }
        });
  }

  @Override
  public void close() {
    producer.close();
  }
}

package io.spanline.bench.fault;

import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanline.harness.traffic.RecordSender;
import io.spanline.model.Span;
import io.spanline.model.SpanKey;
import io.spanline.model.TraceId;
import io.spanline.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Writes anything to {@code otlp_spans}, and keeps a list of the usable spans in it. */
final class HostileSink implements AutoCloseable {
  private final RecordSender sender;
  private final Map<SpanIdentity, Integer> spans = new HashMap<>();
  private final Map<String, byte @Nullable []> unreadable = new HashMap<>();

  /** What tells a span from all others. */
  record SpanIdentity(TraceId trace, SpanKey key) {
    static SpanIdentity of(Span span) {
      return new SpanIdentity(span.traceId(), span.key());
    }
  }

  HostileSink(String bootstrap) {
    this.sender = new RecordSender(bootstrap, Map.of(ProducerConfig.LINGER_MS_CONFIG, "20"));
  }

  /** A record of one span. */
  void send(Span span) {
    send(span, span.fragment().toByteArray());
  }

  /** A record that stands for one span, as the bytes say. */
  void send(Span span, byte[] value) {
    spans.merge(SpanIdentity.of(span), 1, Integer::sum);
    produce(span.traceId().hex(), value);
  }

  /** Spans of one trace in one record, under the first one's resource. */
  void sendTogether(List<Span> together) {
    Span first = together.get(0);
    var scope = first.scope().toBuilder();
    together.forEach(span -> scope.addSpans(span.otlp()));
    together.forEach(span -> spans.merge(SpanIdentity.of(span), 1, Integer::sum));
    byte[] value =
        TracesData.newBuilder()
            .addResourceSpans(first.origin().toBuilder().addScopeSpans(scope))
            .build()
            .toByteArray();
    produce(first.traceId().hex(), value);
  }

  /** A record that must go to the dead letters as it is. */
  void sendUnreadable(byte @Nullable [] value) {
    String key = "unreadable-" + unreadable.size();
    unreadable.put(key, value);
    produce(key, value);
  }

  /** Those records, by their keys. */
  Map<String, byte @Nullable []> unreadable() {
    return unreadable;
  }

  /** Every usable span, once, with how many times it was sent. */
  Map<SpanIdentity, Integer> spans() {
    return spans;
  }

  /** How many usable spans were sent, those sent twice twice. */
  long sent() {
    return spans.values().stream().mapToLong(Integer::longValue).sum();
  }

  /** How many usable spans were sent beyond their first time. */
  long repeated() {
    return spans.values().stream().mapToLong(times -> times - 1).sum();
  }

  void flush() {
    sender.flush();
  }

  @Override
  public void close() {
    sender.close();
  }

  private void produce(String key, byte @Nullable [] value) {
    sender.send(new ProducerRecord<>(Topics.OTLP_SPANS.name(), key, value));
  }
}

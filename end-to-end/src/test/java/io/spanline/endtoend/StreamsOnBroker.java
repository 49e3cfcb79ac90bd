package io.spanline.endtoend;

import io.spanline.clients.Ledgers;
import io.spanline.harness.process.StreamsProcess;
import io.spanline.harness.process.TopicReader;
import io.spanline.model.ParsedSpan;
import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.stack.plan.Ports;
import io.spanline.topic.Topic;
import io.spanline.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;

/**
 * streams-baseline as a process of its own on a broker, with waits that a test can outlast, and a
 * sender that chooses partition and time stamp.
 */
final class StreamsOnBroker implements AutoCloseable {
  static final Duration SETTLE = Duration.ofSeconds(1);
  static final Duration GAP = Duration.ofSeconds(4);
  static final Duration LIFETIME = Duration.ofSeconds(6);
  static final Duration HORIZON = Duration.ofSeconds(12);
  static final Duration WINDOW = Duration.ofSeconds(2);

  private final String bootstrap;
  private final StreamsProcess streams;
  private final Producer<String, byte[]> producer;

  /**
   * Starts nothing yet.
   *
   * @param bootstrap of a broker that runs, for sender and readers
   * @param port of the broker for streams-baseline
   * @param folder of this test
   * @param more settings of this test
   */
  StreamsOnBroker(String bootstrap, int port, Path folder, Map<String, String> more) {
    this.bootstrap = bootstrap;
    Settings settings =
        Ports.free(Settings.ofThisProcess())
            .with(
                Map.of(
                    Port.KAFKA.setting().name(), String.valueOf(port),
                    Catalogue.TRACE_SETTLE.name(), SETTLE.toString(),
                    Catalogue.TRACE_GAP.name(), GAP.toString(),
                    Catalogue.TRACE_LIFETIME.name(), LIFETIME.toString(),
                    Catalogue.TRACE_HORIZON.name(), HORIZON.toString(),
                    Catalogue.STATISTICS_WINDOW.name(), WINDOW.toString()))
            .with(more);
    streams = new StreamsProcess(new Checkout(RealStack.root(), folder), settings, folder);
    Runtime.getRuntime().addShutdownHook(new Thread(streams::close, "test-streams-kill"));
    producer = producer(bootstrap);
  }

  String bootstrap() {
    return bootstrap;
  }

  StreamsProcess streams() {
    return streams;
  }

  Ledgers.Account account() {
    return streams.ledgers().now();
  }

  /** Spans of one trace from service-a through b to c, which began at that time. */
  static List<Span> spans(String trace, Instant start) {
    long shift = Duration.between(Spans.EPOCH, start).toNanos();
    return Traces.spansOfACallsBCallsC(trace).stream().map(span -> shifted(span, shift)).toList();
  }

  /** Sends a record a span, to a partition or by trace id; returns when the broker has them. */
  void send(@Nullable Integer partition, List<Span> spans) {
    spans.stream().map(span -> send(span, partition, null)).toList().forEach(this::await);
  }

  /**
   * Sends a span.
   *
   * @param partition null for that of its trace id
   * @param stamp counts only while the topic takes the senders'; null for now
   */
  Future<RecordMetadata> send(Span span, @Nullable Integer partition, @Nullable Instant stamp) {
    return producer.send(
        new ProducerRecord<>(
            Topics.OTLP_SPANS.name(),
            partition,
            stamp == null ? null : stamp.toEpochMilli(),
            span.traceId().hex(),
            span.fragment().toByteArray()));
  }

  /** Sends a record of any kind; returns when the broker has it. */
  void send(Topic<String, ?> topic, String key, byte[] value) {
    await(producer.send(new ProducerRecord<>(topic.name(), key, value)));
  }

  void await(Future<?> sent) {
    try {
      sent.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while sending", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the broker refused a span", e);
    }
  }

  /** Whose time stamps {@code otlp_spans} takes: the broker's, or the senders'. */
  void stampBy(String type) throws Exception {
    ConfigResource spans = new ConfigResource(ConfigResource.Type.TOPIC, Topics.OTLP_SPANS.name());
    AlterConfigOp change =
        new AlterConfigOp(
            new ConfigEntry("message.timestamp.type", type), AlterConfigOp.OpType.SET);
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
      admin.incrementalAlterConfigs(Map.of(spans, List.of(change))).all().get();
    }
  }

  /** The records of a trace so far, by revision. */
  List<Trace> emitted(String trace) {
    return TopicReader.all(bootstrap, Topics.TRACES).stream()
        .filter(each -> each.key().equals(Spans.traceId(trace).hex()))
        .map(each -> Objects.requireNonNull(each.value()))
        .sorted(Comparator.comparingInt(Trace::revision))
        .toList();
  }

  /** Trace and span. */
  static String name(Span span) {
    return span.traceId() + " " + span.key();
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    streams.close();
  }

  private static Producer<String, byte[]> producer(String bootstrap) {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
            "200"),
        Topics.OTLP_SPANS.key().serializer(),
        Topics.OTLP_SPANS.value().serializer());
  }

  private static Span shifted(Span span, long nanos) {
    return new ParsedSpan(
        span.origin(),
        span.scope(),
        span.otlp().toBuilder()
            .setStartTimeUnixNano(span.startNanos() + nanos)
            .setEndTimeUnixNano(span.endNanos() + nanos)
            .build());
  }
}

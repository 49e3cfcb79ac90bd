package io.spanline.endtoend;

import io.spanline.harness.process.BrokerProcess;
import io.spanline.harness.process.StreamsProcess;
import io.spanline.harness.process.TopicReader;
import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.stack.plan.Ports;
import io.spanline.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
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
 * A broker and streams-baseline as processes of their own, with waits that a test can outlast, and
 * a sender that chooses partition and time stamp.
 */
final class StreamsOnBroker implements AutoCloseable {
  static final Duration SETTLE = Duration.ofSeconds(1);
  static final Duration GAP = Duration.ofSeconds(4);
  static final Duration LIFETIME = Duration.ofSeconds(6);
  static final Duration HORIZON = Duration.ofSeconds(12);
  static final Duration WINDOW = Duration.ofSeconds(2);

  private final BrokerProcess broker;
  private final StreamsProcess streams;
  private final Relay relay;
  private final Producer<String, byte[]> producer;

  /**
   * Starts the broker alone.
   *
   * @param folder of this test
   * @param more settings of this test
   */
  StreamsOnBroker(Path folder, Map<String, String> more) throws IOException {
    Map<String, String> texts = new HashMap<>(more);
    texts.put(Catalogue.TRACE_SETTLE.name(), SETTLE.toString());
    texts.put(Catalogue.TRACE_GAP.name(), GAP.toString());
    texts.put(Catalogue.TRACE_LIFETIME.name(), LIFETIME.toString());
    texts.put(Catalogue.TRACE_HORIZON.name(), HORIZON.toString());
    texts.put(Catalogue.STATISTICS_WINDOW.name(), WINDOW.toString());
    Settings settings = Ports.free(Settings.ofThisProcess().with(texts));
    Files.createDirectories(folder);
    broker = new BrokerProcess(settings, folder);
    // Ports of parts that do not run here: streams-baseline alone takes this way to the broker.
    int way = settings.port(Port.PROXY_A_TO_B);
    broker.listenBehind(settings.port(Port.PROXY_B_TO_C), way);
    relay = new Relay(way, settings.port(Port.PROXY_B_TO_C));
    Settings byTheRelay = settings.with(Map.of(Port.KAFKA.setting().name(), String.valueOf(way)));
    streams = new StreamsProcess(new Checkout(RealStack.root(), folder), byTheRelay, folder);
    Runtime.getRuntime().addShutdownHook(new Thread(this::kill, "test-streams-on-broker-kill"));
    broker.start();
    producer = producer(settings.address(Port.KAFKA));
  }

  BrokerProcess broker() {
    return broker;
  }

  StreamsProcess streams() {
    return streams;
  }

  /** streams-baseline's way to the broker; nobody else takes it. */
  Relay relay() {
    return relay;
  }

  /** Spans of one trace from service-a through b to c, which began at that time. */
  static List<Span> spans(String trace, Instant start) {
    long shift = Duration.between(Spans.EPOCH, start).toNanos();
    return Traces.spansOfACallsBCallsC(trace).stream().map(span -> shifted(span, shift)).toList();
  }

  /** Sends a record a span to a partition; returns when the broker has them. */
  void send(int partition, List<Span> spans) {
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
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap()))) {
      admin.incrementalAlterConfigs(Map.of(spans, List.of(change))).all().get();
    }
  }

  /** The records of a trace so far, by revision. */
  List<Trace> emitted(String trace) {
    return TopicReader.all(broker.bootstrap(), Topics.TRACES).stream()
        .filter(each -> each.key().equals(Spans.traceId(trace).hex()))
        .map(each -> Objects.requireNonNull(each.value()))
        .sorted(Comparator.comparingInt(Trace::revision))
        .toList();
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    kill();
    relay.close();
  }

  private void kill() {
    streams.close();
    broker.close();
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
    return new Span(
        span.origin(),
        span.scope(),
        span.otlp().toBuilder()
            .setStartTimeUnixNano(span.startNanos() + nanos)
            .setEndTimeUnixNano(span.endNanos() + nanos)
            .build());
  }
}

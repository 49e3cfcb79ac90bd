package io.spanline.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.settings.Settings;
import io.spanline.topic.Ledger;
import io.spanline.topic.ServiceStatistics;
import io.spanline.topic.Topic;
import io.spanline.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The whole topology without a broker, with one input partition. Time passes when a test says so;
 * after each test the ledger must balance and agree with what was emitted.
 */
final class TopologyHarness implements AfterEachCallback {
  static final Instant START = Spans.EPOCH;
  private static final Duration TICK = Duration.ofMillis(100);
  private static final int ONE_PARTITION = 1;

  private final FakeProgress progress = new FakeProgress(START);
  private final Path state = temporaryFolder();
  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> input;
  private final Reader<String, Trace> traces;
  private final Reader<byte[], byte[]> deadLetters;
  private final Reader<String, Ledger> ledger;
  private final Reader<String, ServiceStatistics> statistics;

  /** Reads all that a topic got, again and again from the start. */
  private final class Reader<K, V> {
    private final TestOutputTopic<K, V> topic;
    private final List<TestRecord<K, V>> records = new ArrayList<>();

    Reader(Topic<K, V> topic) {
      this.topic =
          driver.createOutputTopic(
              topic.name(), topic.key().deserializer(), topic.value().deserializer());
    }

    List<TestRecord<K, V>> all() {
      records.addAll(topic.readRecordsToList());
      return records;
    }

    /** The last row of each key; a tombstone ends a row, it does not change it. */
    Map<K, V> latest() {
      Map<K, V> rows = new HashMap<>();
      all().stream()
          .filter(record -> record.value() != null)
          .forEach(record -> rows.put(record.key(), record.value()));
      return rows;
    }
  }

  TopologyHarness(String... namesAndTexts) {
    Map<String, String> environment = new HashMap<>();
    environment.put("SPANLINE_STATE_DIR", state.toString());
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      environment.put(namesAndTexts[i], namesAndTexts[i + 1]);
    }
    Settings settings = Settings.of(environment);
    Properties properties = StreamsProperties.of(settings);
    // The driver commits by itself; it has no transactions.
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    driver =
        new TopologyTestDriver(
            SpanlineTopology.of(settings, progress, ONE_PARTITION), properties, START);
    input =
        driver.createInputTopic(
            Topics.OTLP_SPANS.name(), new ByteArraySerializer(), new ByteArraySerializer());
    traces = new Reader<>(Topics.TRACES);
    deadLetters = new Reader<>(Topics.DEAD_LETTERS);
    ledger = new Reader<>(Topics.LEDGER);
    statistics = new Reader<>(Topics.SERVICE_STATISTICS);
  }

  /** Each span in a record of its own, keyed by trace id, stamped with the time it is now. */
  void receive(Span... spans) {
    receive(List.of(spans));
  }

  void receive(List<Span> spans) {
    spans.forEach(
        span -> receive(bytes(span.traceId().hex()), span.fragment().toByteArray(), Map.of()));
  }

  void receive(byte[] key, byte[] value, Map<String, String> headers) {
    receive(key, value, headers, progress.now());
  }

  void receiveStamped(Instant timestamp, Span... spans) {
    for (Span span : spans) {
      receive(bytes(span.traceId().hex()), span.fragment().toByteArray(), Map.of(), timestamp);
    }
  }

  void receive(byte[] key, byte[] value, Map<String, String> headers, Instant timestamp) {
    TestRecord<byte[], byte[]> record = new TestRecord<>(key, value, timestamp);
    headers.forEach((name, text) -> record.headers().add(name, bytes(text)));
    input.pipeInput(record);
  }

  /** Time passes without a record, a tick at a time. */
  void passes(Duration time) {
    for (Duration left = time; !left.isZero(); left = left.minus(TICK)) {
      progress.passes(TICK);
      driver.advanceWallClockTime(TICK);
    }
  }

  FakeProgress progress() {
    return progress;
  }

  List<Trace> traces() {
    return traces.all().stream().map(TestRecord::value).toList();
  }

  List<TestRecord<String, Trace>> traceRecords() {
    return traces.all();
  }

  Trace onlyTrace() {
    assertThat(traces()).hasSize(1);
    return traces().get(0);
  }

  List<TestRecord<byte[], byte[]>> deadLetters() {
    return deadLetters.all();
  }

  /** The row that was published last of a service and the window that holds a time. */
  ServiceStatistics statistics(String service, Instant windowStart) {
    return statistics.latest().get(service + "@" + windowStart);
  }

  Map<String, ServiceStatistics> statistics() {
    return statistics.latest();
  }

  /** The keys of the table that the REST interface reads. */
  List<String> statisticsInView() {
    List<String> keys = new ArrayList<>();
    try (KeyValueIterator<String, ServiceStatistics> rows =
        driver
            .<String, ServiceStatistics>getKeyValueStore(SpanlineTopology.STATISTICS_VIEW)
            .all()) {
      rows.forEachRemaining(row -> keys.add(row.key));
    }
    return keys;
  }

  Ledger ledger() {
    passes(Duration.ofMillis(600));
    return ledger.latest().get("0");
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    try {
      Ledger last = ledger();
      assertThat(last.balanced()).as("%s", last).isTrue();
      assertThat(last.spans().emitted())
          .isEqualTo(traces().stream().mapToLong(trace -> trace.spans().size()).sum());
      assertThat(deadLetters().stream().mapToLong(TopologyHarness::stoodFor).sum())
          .isEqualTo(last.records().dead() + last.spans().rejected());
      assertThat(statistics().values().stream().mapToLong(ServiceStatistics::requests).sum())
          .isEqualTo(traces().stream().mapToLong(trace -> trace.entrySpans().size()).sum());
    } finally {
      driver.close();
    }
  }

  private static long stoodFor(TestRecord<?, ?> letter) {
    return Long.parseLong(headers(letter).getOrDefault("rejected-spans", "1"));
  }

  static Map<String, String> headers(TestRecord<?, ?> record) {
    Map<String, String> headers = new HashMap<>();
    Arrays.stream(record.headers().toArray())
        .forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
    return headers;
  }

  private static Path temporaryFolder() {
    try {
      Path folder = Files.createTempDirectory("topology");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

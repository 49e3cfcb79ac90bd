package io.spanline.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.settings.Settings;
import io.spanline.statistics.StatisticsRow;
import io.spanline.streams.inquiry.TaskInquiries;
import io.spanline.streams.statistics.StatisticsUpdate;
import io.spanline.topic.EdgeStatistics;
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
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The whole topology without a broker, with one input partition. Time passes when a test says so;
 * after each test the ledger must balance and agree with what was emitted.
 */
final class TopologyHarness implements AfterEachCallback {
  static final Instant START = Spans.EPOCH;
  static final Duration TICK = Duration.ofMillis(100);
  // A clock takes no longer step for time in which nothing came.
  private static final Duration LONG_TICK = Duration.ofSeconds(1);
  // The driver writes a checkpoint to disk at each tick.
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final int ONE_PARTITION = 1;
  private static final String REPARTITION = "-statistics-updates-repartition";

  private final FakeProgress progress = new FakeProgress(START);
  private final TaskInquiries inquiries = new TaskInquiries();
  private final UnreadableRows unreadable = new UnreadableRows(progress::now);
  private final Path state = temporaryFolder();
  private boolean hasReceived = true;
  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> input;
  private final OutputReader<String, Trace> traces;
  private final OutputReader<byte[], byte[]> deadLetters;
  private final OutputReader<String, Ledger> ledger;
  private final OutputReader<String, ServiceStatistics> statistics;
  private final OutputReader<String, EdgeStatistics> edges;
  private final OutputReader<String, StatisticsRow> rows;
  private final OutputReader<String, StatisticsUpdate> updates;

  TopologyHarness(String... namesAndTexts) {
    Map<String, String> environment = new HashMap<>();
    environment.put("SPANLINE_STATE_DIR", state.toString());
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      environment.put(namesAndTexts[i], namesAndTexts[i + 1]);
    }
    Settings settings = Settings.of(environment);
    TopologyLinks links =
        new TopologyLinks(
            progress, inquiries, unreadable, () -> value -> Arrays.fill(value, (byte) 0xff));
    Properties properties = StreamsProperties.of(settings);
    // The driver commits by itself; it has no transactions.
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    driver =
        new TopologyTestDriver(
            SpanlineTopology.of(settings, links, ONE_PARTITION), properties, START);
    input =
        driver.createInputTopic(
            Topics.OTLP_SPANS.name(), new ByteArraySerializer(), new ByteArraySerializer());
    traces = new OutputReader<>(driver, Topics.TRACES);
    deadLetters = new OutputReader<>(driver, Topics.DEAD_LETTERS);
    ledger = new OutputReader<>(driver, Topics.LEDGER);
    statistics = new OutputReader<>(driver, Topics.SERVICE_STATISTICS);
    edges = new OutputReader<>(driver, Topics.EDGE_STATISTICS);
    rows = new OutputReader<>(driver, Topics.STATISTICS_DIGESTS);
    updates =
        new OutputReader<>(
            driver.createOutputTopic(
                properties.get(StreamsConfig.APPLICATION_ID_CONFIG) + REPARTITION,
                new StringDeserializer(),
                StatisticsUpdate.serde().deserializer()));
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
    receive(record);
  }

  void receive(TestRecord<byte[], byte[]> record) {
    input.pipeInput(record);
    hasReceived = true;
  }

  /** Time passes without a record, a tick at a time; in long ticks while no trace can be due. */
  void passes(Duration time) {
    Duration left = time;
    while (!left.isZero()) {
      Duration tick = left.compareTo(LONG_TICK) >= 0 && holdsNoOpenTrace() ? LONG_TICK : TICK;
      progress.passes(tick);
      driver.advanceWallClockTime(tick);
      hasReceived = false;
      left = left.minus(tick);
    }
  }

  /** As of the last tick, if nothing came since. */
  private boolean holdsNoOpenTrace() {
    return !hasReceived
        && inquiries.figures().values().stream().allMatch(task -> task.openTraces() == 0);
  }

  /** Somebody writes a row into a topic of ours. */
  void writeRow(Topic<String, ?> topic, String key, byte[] row) {
    driver
        .createInputTopic(topic.name(), new StringSerializer(), new ByteArraySerializer())
        .pipeInput(key, row);
  }

  /** What the table of a topic holds under a key; null is nothing. */
  @Nullable Object viewed(String view, String key) {
    return driver.getKeyValueStore(view).get(key);
  }

  UnreadableRows unreadable() {
    return unreadable;
  }

  TaskInquiries inquiries() {
    return inquiries;
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

  /** The last row of each service and window. */
  Map<String, ServiceStatistics> statistics() {
    Map<String, ServiceStatistics> services = statistics.latest();
    services.values().removeIf(row -> row.operation() != null);
    return services;
  }

  /** Requests of all services. */
  long requests() {
    return statistics().values().stream().mapToLong(ServiceStatistics::requests).sum();
  }

  /** The last row of each operation and window. */
  Map<String, ServiceStatistics> operations() {
    Map<String, ServiceStatistics> operations = statistics.latest();
    operations.values().removeIf(row -> row.operation() == null);
    return operations;
  }

  /** The last row of each edge and window. */
  Map<String, EdgeStatistics> edges() {
    return edges.latest();
  }

  /** The last row of each subject and window, with its digests. */
  Map<String, StatisticsRow> rows() {
    return rows.latest();
  }

  /** All that the three topics of statistics got. */
  List<TestRecord<String, ?>> statisticsRecords() {
    List<TestRecord<String, ?>> records = new ArrayList<>(statistics.all());
    records.addAll(edges.all());
    records.addAll(rows.all());
    return records;
  }

  /** All that the first stage of the statistics told the second. */
  List<StatisticsUpdate> statisticsUpdates() {
    return updates.all().stream().map(TestRecord::value).toList();
  }

  /** What a sensor of ours counted. */
  double counted(String sensor) {
    return driver.metrics().entrySet().stream()
        .filter(metric -> metric.getKey().name().equals(sensor + "-total"))
        .mapToDouble(metric -> (double) metric.getValue().metricValue())
        .sum();
  }

  /** The keys of the table that the REST interface reads. */
  List<String> statisticsInView() {
    List<String> keys = new ArrayList<>();
    try (KeyValueIterator<String, StatisticsRow> view =
        driver.<String, StatisticsRow>getKeyValueStore(SpanlineTopology.STATISTICS_VIEW).all()) {
      view.forEachRemaining(row -> keys.add(row.key));
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
    checkAndClose();
  }

  /** For a harness that is no extension. */
  void checkAndClose() {
    try {
      TopologyChecks.assertAccounted(this);
    } finally {
      driver.close();
    }
  }

  static Map<String, String> headers(TestRecord<?, ?> record) {
    Map<String, String> headers = new HashMap<>();
    Arrays.stream(record.headers().toArray())
        .forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
    return headers;
  }

  private static Path temporaryFolder() {
    try {
      Path folder =
          Files.isWritable(MEMORY)
              ? Files.createTempDirectory(MEMORY, "topology")
              : Files.createTempDirectory("topology");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

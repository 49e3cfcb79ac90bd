package io.spanline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.spanline.cli.client.Ledgers;
import io.spanline.model.Span;
import io.spanline.topic.ServiceStatistics;
import io.spanline.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** streams-baseline on a real broker: what a kill -9, a quiet topic and bad records do to it. */
class StreamsCrashIT {
  private static final long SEED = 20261122;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private TestBroker broker;
  private StreamsProcess streams;
  private SpanGenerator generator;
  private Ledgers ledgers;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    broker = TestBroker.start(folder);
    streams = new StreamsProcess(folder, broker.port());
    streams.start();
    generator = new SpanGenerator(broker.bootstrap(), SEED);
    ledgers = new Ledgers(streams.address());
  }

  @AfterEach
  void stop() {
    if (generator != null) {
      generator.close();
    }
    if (streams != null) {
      streams.close();
    }
    if (broker != null) {
      broker.close();
    }
  }

  @Test
  void everySpanIsEmittedOnceAndCountedOnceAcrossKills() throws Exception {
    Random moments = new Random(SEED);
    for (int kill = 0; kill < 2; kill++) {
      int before = generator.sent().size();
      long moment = ledgers.now().emitted() + 300 + moments.nextInt(1200);
      ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
      ScheduledFuture<?> traffic =
          clock.scheduleAtFixedRate(() -> generator.send(10), 0, 50, TimeUnit.MILLISECONDS);
      // Some traces are out, others open, and more come while it is dead.
      await().atMost(PATIENCE).until(() -> ledgers.now().emitted() >= moment);
      streams.kill();
      assertThat(traffic.isDone()).as("traffic has ended before the kill").isFalse();
      streams.start();
      clock.shutdown();
      assertThat(clock.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
      // Of traces that were emitted before the kill: it must remember them.
      generator.resend(generator.sent().subList(before, before + 50));
    }
    generator.send(100);

    // No further record comes: what is open is emitted by the clock alone.
    await().atMost(PATIENCE).until(this::everythingIsEmitted);

    assertThat(keys(emitted())).isEqualTo(keys(generator.sent()));
    // The second stage folds what the first forwards, a moment after the traces are out.
    await().atMost(PATIENCE).untilAsserted(this::assertStatisticsEqualWhatWasSent);
    assertThat(ledgers.now().duplicate()).isEqualTo(generator.duplicates());
    assertThat(ledgers.now().line()).endsWith(" balanced");
    assertThat(streams.stop()).isEqualTo(143);
  }

  @Test
  void whatIsNotOtlpGoesToTheDeadLettersAsItCameAndTheAppRunsOn() {
    byte[] garbage = "{\"resourceSpans\": torn".getBytes(StandardCharsets.UTF_8);
    generator.sendGarbage("no-trace", garbage);
    generator.send(1);

    await().atMost(PATIENCE).until(this::everythingIsEmitted);

    List<ConsumerRecord<byte[], byte[]>> dead =
        TopicReader.all(broker.bootstrap(), Topics.DEAD_LETTERS);
    assertThat(dead).hasSize(1);
    assertThat(dead.get(0).value()).isEqualTo(garbage);
    assertThat(new String(dead.get(0).key(), StandardCharsets.UTF_8)).isEqualTo("no-trace");
    assertThat(header(dead.get(0), "reason")).isEqualTo("not-otlp");
    assertThat(header(dead.get(0), "source-topic")).isEqualTo("otlp_spans");
    assertThat(streams.rest().answers("/health/ready")).isTrue();
    assertThat(ledgers.now().line()).contains("1 dead records").endsWith(" balanced");
  }

  private boolean everythingIsEmitted() {
    return ledgers.now().open() == 0
        && ledgers.now().received() == generator.sent().size() + generator.duplicates();
  }

  private List<Span> emitted() {
    return TopicReader.all(broker.bootstrap(), Topics.TRACES).stream()
        .flatMap(traceRecord -> traceRecord.value().spans().stream())
        .toList();
  }

  private void assertStatisticsEqualWhatWasSent() {
    Map<String, ServiceStatistics> rows = new TreeMap<>();
    TopicReader.all(broker.bootstrap(), Topics.SERVICE_STATISTICS)
        .forEach(row -> rows.put(row.key(), row.value()));
    for (String service : List.of("service-a", "service-b", "service-c")) {
      List<Span> entries =
          generator.sent().stream()
              .filter(span -> span.service().equals(service) && span.kind().isEntry())
              .toList();
      List<ServiceStatistics> windows =
          rows.values().stream().filter(row -> row.service().equals(service)).toList();
      assertThat(windows.stream().mapToLong(ServiceStatistics::requests).sum())
          .as("requests of %s", service)
          .isEqualTo(entries.size());
      assertThat(windows.stream().mapToDouble(ServiceStatistics::sumMillis).sum())
          .as("time of %s", service)
          .isCloseTo(entries.stream().mapToLong(Span::durationNanos).sum() / 1e6, within(0.001));
    }
  }

  private static List<String> keys(Collection<Span> spans) {
    return spans.stream().map(span -> span.traceId() + " " + span.key()).sorted().toList();
  }

  private static String header(ConsumerRecord<?, ?> message, String name) {
    return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}

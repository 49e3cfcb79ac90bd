package io.spanline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spanline.harness.process.TopicReader;
import io.spanline.model.Span;
import io.spanline.model.TraceId;
import io.spanline.settings.Catalogue;
import io.spanline.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * streams-baseline on a real broker: what it remembers over a kill -9, and what bad records do.
 * {@link FaultsIT} kills it between commits.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("broker")
class KillIT {
  private static final long SEED = 20_261_123;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @AutoClose private TestBroker broker;
  @AutoClose private StreamsOnBroker parts;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    broker = TestBroker.start(folder);
    // Spans must still be remembered after a kill and a start.
    Map<String, String> settings = Map.of(Catalogue.TRACE_HORIZON.name(), "PT5M");
    parts = new StreamsOnBroker(broker.bootstrap(), broker.port(), folder, settings);
    parts.streams().start();
  }

  @AfterEach
  void everySpanIsAccountedFor() {
    assertThat(parts.account().line()).endsWith(" balanced").doesNotContain("NOT");
  }

  @Test
  void whatWasEmittedBeforeAKillIsADuplicateAfterIt() throws Exception {
    long duplicates = parts.account().duplicate();
    List<Span> before = send("before-the-kill", 50);
    parts.streams().kill();
    List<Span> after = spans("after-the-kill", 50);
    parts.send(null, after);
    parts.streams().start();
    // Of traces that were emitted before the kill: it must remember them.
    List<Span> again = before.subList(0, 50);
    parts.send(null, again);

    // No further record comes: what is open is emitted by the clock alone.
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(parts.account().duplicate()).isEqualTo(duplicates + again.size());
              assertThat(parts.account().open()).isZero();
              assertThat(emitted(before)).isEqualTo(names(before));
              assertThat(emitted(after)).isEqualTo(names(after));
            });
  }

  @Test
  void whatIsNotOtlpGoesToTheDeadLettersAsItCameAndTheAppRunsOn() {
    byte[] garbage = "{\"resourceSpans\": torn".getBytes(StandardCharsets.UTF_8);
    parts.send(Topics.OTLP_SPANS, "no-trace", garbage);
    send("beside-garbage", 1);

    List<ConsumerRecord<byte[], byte[]>> dead =
        TopicReader.all(parts.bootstrap(), Topics.DEAD_LETTERS);
    assertThat(dead).hasSize(1);
    assertThat(dead.get(0).value()).isEqualTo(garbage);
    assertThat(new String(dead.get(0).key(), StandardCharsets.UTF_8)).isEqualTo("no-trace");
    assertThat(header(dead.get(0), "reason")).isEqualTo("not-otlp");
    assertThat(header(dead.get(0), "source-topic")).isEqualTo("otlp_spans");
    assertThat(parts.streams().isReady()).isTrue();
    assertThat(parts.account().line()).contains("1 dead records");
  }

  @Test
  void rowsOfItsViewsThatNobodyCanReadStopNeitherItNorItsNextStart() throws Exception {
    byte[] newer = {99, 1, 2};
    parts.send(Topics.LEDGER, "of-somebody-else", newer);
    parts.send(Topics.STATISTICS_DIGESTS, "of-somebody-else", newer);
    send("before-the-next-start", 1);
    assertThat(parts.streams().terminate(Duration.ofSeconds(10))).isEqualTo(143);

    parts.streams().start();

    send("after-the-next-start", 1);
    assertThat(parts.streams().isReady()).isTrue();
    assertThat(parts.streams().rest().get("/v1/services").path("services")).isNotEmpty();
    assertThat(parts.streams().rest().get("/v1/edges").path("edges")).isNotEmpty();
  }

  /** Sends traces and waits until they are emitted; returns their spans. */
  private List<Span> send(String name, int traces) {
    List<Span> spans = spans(name, traces);
    parts.send(null, spans);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(emitted(spans)).isEqualTo(names(spans)));
    return spans;
  }

  /** The spans of n traces, shuffled within each. */
  private static List<Span> spans(String name, int traces) {
    Random random = new Random(SEED);
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < traces; i++) {
      List<Span> trace = new ArrayList<>(StreamsOnBroker.spans(name + "-" + i, Instant.now()));
      Collections.shuffle(trace, random);
      spans.addAll(trace);
    }
    return spans;
  }

  private List<String> emitted(List<Span> spans) {
    Set<TraceId> traces = spans.stream().map(Span::traceId).collect(Collectors.toSet());
    return names(
        TopicReader.all(parts.bootstrap(), Topics.TRACES).stream()
            .flatMap(each -> each.value().spans().stream())
            .filter(span -> traces.contains(span.traceId()))
            .toList());
  }

  private static List<String> names(List<Span> spans) {
    return spans.stream().map(StreamsOnBroker::name).sorted().toList();
  }

  private static String header(ConsumerRecord<?, ?> message, String name) {
    return new String(
        Objects.requireNonNull(message.headers().lastHeader(name)).value(), StandardCharsets.UTF_8);
  }
}

package io.spanline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spanline.clients.Ledgers;
import io.spanline.harness.process.StreamsProcess;
import io.spanline.harness.process.TopicReader;
import io.spanline.model.Span;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.stack.plan.Ports;
import io.spanline.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** streams-baseline on a real broker: what it remembers over a kill -9, and what bad records do. */
@Tag("broker")
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
    Settings settings =
        Ports.free(Settings.ofThisProcess())
            .with(Map.of(Port.KAFKA.setting().name(), String.valueOf(broker.port())));
    streams = new StreamsProcess(new Checkout(RealStack.root()), settings, folder);
    Runtime.getRuntime().addShutdownHook(new Thread(streams::close, "test-streams-stop"));
    streams.start();
    generator = new SpanGenerator(broker.bootstrap(), SEED);
    ledgers = streams.ledgers();
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
  void whatWasEmittedBeforeAKillIsADuplicateAfterIt() throws Exception {
    generator.send(50);
    await().atMost(PATIENCE).until(this::everythingIsEmitted);
    streams.process().kill();
    generator.send(50);
    streams.start();
    // Of traces that were emitted before the kill: it must remember them.
    generator.resend(generator.sent().subList(0, 50));

    // No further record comes: what is open is emitted by the clock alone.
    await().atMost(PATIENCE).until(this::everythingIsEmitted);

    assertThat(keys(emitted())).isEqualTo(keys(generator.sent()));
    assertThat(ledgers.now().duplicate()).isEqualTo(generator.duplicates());
    assertThat(ledgers.now().line()).endsWith(" balanced");
    assertThat(streams.process().terminate(Duration.ofSeconds(10))).isEqualTo(143);
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

  @Test
  void rowsOfItsViewsThatNobodyCanReadStopNeitherItNorItsNextStart() throws Exception {
    byte[] newer = {99, 1, 2};
    generator.sendGarbage(Topics.LEDGER, "of-somebody-else", newer);
    generator.sendGarbage(Topics.STATISTICS_DIGESTS, "of-somebody-else", newer);
    generator.send(1);
    await().atMost(PATIENCE).until(this::everythingIsEmitted);
    streams.process().kill();

    streams.start();

    generator.send(1);
    await().atMost(PATIENCE).until(this::everythingIsEmitted);
    assertThat(streams.rest().answers("/health/ready")).isTrue();
    assertThat(ledgers.now().line()).endsWith(" balanced");
    assertThat(streams.rest().get("/v1/services").path("services")).isNotEmpty();
    assertThat(streams.rest().get("/v1/edges").path("edges")).isNotEmpty();
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

  private static List<String> keys(Collection<Span> spans) {
    return spans.stream().map(span -> span.traceId() + " " + span.key()).sorted().toList();
  }

  private static String header(ConsumerRecord<?, ?> message, String name) {
    return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}

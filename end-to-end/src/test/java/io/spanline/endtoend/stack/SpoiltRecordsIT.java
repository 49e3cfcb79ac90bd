package io.spanline.endtoend.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanline.clients.Ledgers;
import io.spanline.harness.process.LinkedClone.Ran;
import io.spanline.harness.traffic.CollectorSink;
import io.spanline.harness.traffic.RecordSender;
import io.spanline.harness.traffic.SpanBuilder;
import io.spanline.settings.Port;
import io.spanline.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Records that nobody can read, on the topic of a running stack: whoever looks is told. */
@Tag("stack")
class SpoiltRecordsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SPOILT = 3;

  private static DemoStack stack;
  private static int ledgerBefore;
  private static long dead;
  private static JsonNode snapshot;

  @BeforeAll
  static void sendThemBesideARequest() throws Exception {
    stack = DemoStack.get();
    Instant from = Instant.now().minusSeconds(1);
    // Not 0 if another Collector has sent to the same topic.
    ledgerBefore = typed("./spanline ledger").exit();
    Ledgers ledgers = new Ledgers(stack.address(Port.STREAMS_BASELINE));
    dead = ledgers.now().dead() + SPOILT;
    try (RecordSender records = new RecordSender(stack.address(Port.KAFKA), Map.of());
        CollectorSink sink = new CollectorSink(stack.url(Port.OTLP_HTTP) + "/v1/traces")) {
      byte[] torn = "{\"resourceSpans\": torn".getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < SPOILT; i++) {
        records.send(new ProducerRecord<>(Topics.OTLP_SPANS.name(), "spoilt" + i, torn));
      }
      records.flush();
      sink.send(
          SpanBuilder.entry("beside-spoilt")
              .inTrace("beside-spoilt")
              .from(Instant.now(), Duration.ofMillis(10))
              .span());
      sink.flush();
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> ledgers.now().dead() == dead);
    snapshot = new Pipeline(stack).snapshot(from, Instant.now(), "spoilt");
  }

  @Test
  void theLedgerNamesThemAndIsAsItWas() throws Exception {
    Ran ledger = typed("./spanline ledger");
    JsonNode letters =
        JSON.readTree(typed("./spanline ledger --json").output()).path("dead_letters");

    assertThat(ledger.exit()).as(ledger.output()).isEqualTo(ledgerBefore);
    assertThat(ledger.output())
        .contains(dead + " records", "could not be read: ", "not-otlp")
        .contains("./spanline kafka console-consumer --topic dead-letters", " | cat -v");
    assertThat(letters.path("records").asLong()).isEqualTo(dead);
    assertThat(letters.at("/newest_by_reason/not-otlp").asLong()).isGreaterThanOrEqualTo(SPOILT);
    assertThat(letters.path("newest").path("source").asText()).startsWith("otlp_spans-");
    assertThat(letters.path("newest").path("detail").asText()).isNotEmpty();
  }

  @Test
  void statusShowsThem() {
    Ran status = typed("./spanline status");

    assertThat(status.exit()).as(status.output()).isZero();
    assertThat(status.output()).contains(dead + " records", "could not be read: ");
  }

  @Test
  void aSnapshotOfTheirTimeSaysSo() throws Exception {
    String words = "may lack requests: dead letters came in its range (3 not-otlp)";
    JsonNode manifest =
        JSON.readTree(Files.readAllBytes(stack.file(snapshot.path("manifest").asText())));

    assertThat(snapshot.path("warnings").toString()).contains(words);
    assertThat(manifest.path("conditions").path("dead_letters").toString())
        .isEqualTo("{\"reasons\":{\"not-otlp\":3}}");
    assertThat(new Pipeline(stack).baseline(snapshot).path("warnings").toString()).contains(words);
  }

  private static Ran typed(String command) {
    return TypedInProcess.run(stack.linkedClone(), command);
  }
}

package io.spanline.endtoend.stack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.clients.Rest;
import io.spanline.harness.process.TopicReader;
import io.spanline.harness.traffic.RecordSender;
import io.spanline.harness.traffic.SpanBuilder;
import io.spanline.model.Span;
import io.spanline.model.SpanKind;
import io.spanline.otlp.OtlpJson;
import io.spanline.settings.Port;
import io.spanline.topic.Topics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Records that break a rule of their encoding, to the Collector and on the topic itself. */
@Tag("stack")
class ForeignRecordsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String SPAN = "resourceSpans[0].scopeSpans[0].spans[0]";

  @Test
  void whatTheCollectorRefusesIsADeadLetterThatNamesTheField() throws Exception {
    DemoStack stack = DemoStack.get();
    Instant from = Instant.now();
    String good = new String(OtlpJson.write(span("shapes", from).fragment()), UTF_8);
    Map<String, String> paths =
        Map.of(
            good.replaceFirst("\"status\":\\{[^}]*}", "\"status\":\"Error\""),
            SPAN + ".status",
            good.replaceFirst("\"status\":\\{[^}]*}", "\"status\":2"),
            SPAN + ".status",
            good.replaceFirst("\"value\":\\{[^}]*}", "\"value\":\"shop\""),
            "resourceSpans[0].resource.attributes[0].value",
            good.replaceFirst("\"resource\":\\{", "\"resource\":\"shop\",\"more\":{"),
            "resourceSpans[0].resource");
    assertThat(post(stack, "application/json", good.getBytes(UTF_8))).isEqualTo(200);

    for (String json : paths.keySet()) {
      assertThat(post(stack, "application/json", json.getBytes(UTF_8))).as(json).isEqualTo(400);
    }
    try (RecordSender topic = new RecordSender(stack.address(Port.KAFKA), Map.of())) {
      for (String json : paths.keySet()) {
        topic.send(new ProducerRecord<>(Topics.OTLP_SPANS.name(), "k", json.getBytes(UTF_8)));
      }
      topic.flush();
    }

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(deadLetters(stack, paths::containsKey))
                    .hasSize(4)
                    .allSatisfy(
                        letter ->
                            assertThat(detail(letter))
                                .startsWith(
                                    paths.get(new String(letter.value(), UTF_8))
                                        + " must be an object")));
  }

  @Test
  void aLatin1PathIsARequestInLiveFiguresCaptureAndBaseline() throws Exception {
    DemoStack stack = DemoStack.get();
    Pipeline pipeline = new Pipeline(stack);
    Instant from = Instant.now();
    byte[] protobuf = span("latin1", from).fragment().toByteArray();
    byte[] body =
        new String(protobuf, ISO_8859_1).replace("/caf+", "/caf\u00e9").getBytes(ISO_8859_1);

    assertThat(post(stack, "application/x-protobuf", body)).isEqualTo(200);

    JsonNode snapshot = pipeline.snapshot(from, Instant.now(), "latin1");
    assertThat(pipeline.capture(snapshot))
        .flatExtracting(trace -> trace.spans())
        .filteredOn(span -> span.service().equals("latin1"))
        .singleElement()
        .matches(span -> span.attribute("url.path").orElseThrow().equals("/caf\uFFFD"));
    JsonNode service = pipeline.baseline(snapshot).path("services").path("latin1");
    assertThat(service.path("requests").asInt()).isOne();
    assertThat(service.path("errors").asInt()).isOne();
    Rest live = new Rest("streams-baseline", stack.address(Port.STREAMS_BASELINE), PATIENCE);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(live.get("/v1/services").findValuesAsText("service"))
                    .contains("latin1"));
    assertThat(live.get("/v1/ledger").path("repaired").asInt()).isPositive();
    assertThat(deadLetters(stack, value -> value.contains("latin1"))).isEmpty();
  }

  private static Span span(String service, Instant from) {
    return SpanBuilder.of(service, SpanKind.SERVER)
        .inTrace(service)
        .with("url.path", "/caf+")
        .from(from, Duration.ofMillis(5))
        .failed()
        .span();
  }

  private static List<ConsumerRecord<byte[], byte[]>> deadLetters(
      DemoStack stack, Predicate<String> value) {
    return TopicReader.all(stack.address(Port.KAFKA), Topics.DEAD_LETTERS).stream()
        .filter(letter -> value.test(new String(letter.value(), ISO_8859_1)))
        .toList();
  }

  private static String detail(ConsumerRecord<byte[], byte[]> letter) {
    return new String(letter.headers().lastHeader("detail").value(), UTF_8);
  }

  private static int post(DemoStack stack, String type, byte[] body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(stack.url(Port.OTLP_HTTP) + "/v1/traces"))
            .header("content-type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}

package io.spanline.endtoend.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.clients.Rest;
import io.spanline.harness.traffic.CollectorSink;
import io.spanline.harness.traffic.SpanBuilder;
import io.spanline.model.Span;
import io.spanline.model.SpanId;
import io.spanline.model.SpanKind;
import io.spanline.model.Trace;
import io.spanline.settings.Port;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Spans as other SDKs make them, through Collector, topics, live figures and capture to a baseline.
 */
@Tag("stack")
class ForeignSpansIT {
  private static final Duration TOOK = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration LONG = Duration.ofSeconds(4);
  // Attributes that pass the allow-list, as long as they may be.
  private static final List<String> TEXTS =
      List.of(
          "url.path", "url.template", "http.route", "rpc.method", "db.query.summary", "error.type");
  private static final String TEXT = "orders.".repeat(285);

  private static DemoStack stack;
  private static Pipeline pipeline;
  private static Instant from;
  private static List<Trace> capture;
  private static JsonNode baseline;

  @BeforeAll
  static void sendThemAndTakeASnapshot() throws Exception {
    stack = DemoStack.get();
    pipeline = new Pipeline(stack);
    from = Instant.now();
    try (CollectorSink sink = new CollectorSink(stack.url(Port.OTLP_HTTP) + "/v1/traces")) {
      sink.send(at(SpanBuilder.entry("foreign-shop").inTrace("calls").withId("root")));
      sink.send(call("new-name", "service.peer.name", "payment"));
      sink.send(call("old-name", "peer.service", "payment-old"));
      sink.send(call("database", "db.system.name", "postgresql", "db.namespace", "shop"));
      sink.send(call("cache", "db.system.name", "redis", "server.address", "cache1"));
      sink.send(call("third-party", "server.address", "api.example.org"));
      sink.send(at(unsaid(SpanBuilder.entry("foreign-edge"))));
      large().forEach(sink::send);
      sink.flush();
    }
    JsonNode snapshot = pipeline.snapshot(from, from.plusSeconds(1), "foreign");
    capture = pipeline.capture(snapshot);
    baseline = pipeline.baseline(snapshot);
  }

  @Test
  void aCallGoesToWhomItsAttributesName() {
    List<String> callees =
        List.of("api.example.org", "payment", "payment-old", "postgresql:shop", "redis");

    assertThat(baseline.path("edges").fieldNames())
        .toIterable()
        .filteredOn(edge -> edge.startsWith("foreign-shop->"))
        .containsExactlyElementsOf(callees.stream().map(each -> "foreign-shop->" + each).toList());
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(liveCallees()).isEqualTo(callees));
  }

  @Test
  void anEntrySpanThatSaysNothingOfItsUnknownParentIsTheRoot() {
    assertThat(capture)
        .filteredOn(trace -> trace.services().contains("foreign-edge"))
        .singleElement()
        .satisfies(
            trace -> {
              assertThat(trace.outcome().word()).isEqualTo("complete-remote-parent");
              assertThat(trace.root()).isNotNull();
            });
  }

  @Test
  void aCapLeavesTheRequestsOfATraceAndCutsWhatIsInternal() {
    assertThat(capture)
        .filteredOn(trace -> trace.services().contains("large-caller"))
        .singleElement()
        .satisfies(
            trace -> {
              assertThat(trace.outcome().word()).isEqualTo("truncated");
              assertThat(trace.outcome().truncated()).isGreaterThan(1);
              assertThat(trace.services()).containsExactly("large-callee", "large-caller");
              assertThat(trace.root()).isNotNull().matches(Span::isError);
              assertThat(trace.durationNanos()).isEqualTo(LONG.toNanos());
              assertThat(trace.calls()).singleElement().matches(call -> call.entry() != null);
            });
    assertThat(baseline.path("services").path("large-caller").path("errors").asInt()).isOne();
  }

  /** A call with two large ends, and more than a trace may take of smaller INTERNAL spans. */
  private static List<Span> large() {
    List<SpanBuilder> spans = new ArrayList<>();
    spans.add(SpanBuilder.entry("large-caller").withId("root").failed());
    spans.add(SpanBuilder.of("large-caller", SpanKind.CLIENT).withId("call").under("root"));
    spans.add(SpanBuilder.entry("large-callee").withId("answer").under("call"));
    spans.forEach(span -> TEXTS.forEach(key -> span.with(key, TEXT)));
    for (int i = 0; i < 150; i++) {
      SpanBuilder span = SpanBuilder.of("large-caller", SpanKind.INTERNAL).withId("within" + i);
      TEXTS.subList(0, TEXTS.size() - 1).forEach(key -> span.with(key, TEXT));
      spans.add(span.under("root"));
    }
    return spans.stream().map(span -> span.inTrace("large").from(from, LONG).span()).toList();
  }

  private static SpanBuilder unsaid(SpanBuilder span) {
    return span.inTrace("no-flags").withId("edge").under(new SpanId(7));
  }

  private static Span call(String id, String... attributes) {
    SpanBuilder span =
        SpanBuilder.of("foreign-shop", SpanKind.CLIENT).inTrace("calls").withId(id).under("root");
    for (int i = 0; i < attributes.length; i += 2) {
      span.with(attributes[i], attributes[i + 1]);
    }
    return at(span);
  }

  private static Span at(SpanBuilder span) {
    return span.from(from, TOOK).span();
  }

  private static List<String> liveCallees() {
    JsonNode edges =
        new Rest("streams-baseline", stack.address(Port.STREAMS_BASELINE), PATIENCE)
            .get("/v1/edges")
            .path("edges");
    return StreamSupport.stream(edges.spliterator(), false)
        .filter(edge -> edge.path("caller").asText().equals("foreign-shop"))
        .map(edge -> edge.path("callee").asText())
        .sorted()
        .toList();
  }
}

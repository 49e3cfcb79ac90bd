package io.spanline.endtoend.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.clients.Rest;
import io.spanline.harness.traffic.CollectorSink;
import io.spanline.model.Span;
import io.spanline.model.Trace;
import io.spanline.settings.Port;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Spans as other SDKs make them, through Collector, topics, live figures and capture to a baseline.
 */
@Tag("stack")
class ForeignSpansIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static Rest live;
  private static List<Trace> capture;
  private static JsonNode baseline;

  @BeforeAll
  static void sendThemAndTakeASnapshot() throws Exception {
    DemoStack stack = DemoStack.get();
    live = new Rest("streams-baseline", stack.address(Port.STREAMS_BASELINE), PATIENCE);
    Pipeline pipeline = new Pipeline(stack);
    Instant from = Instant.now();
    ForeignSpans spans = new ForeignSpans(from);
    try (CollectorSink sink = new CollectorSink(stack.url(Port.OTLP_HTTP) + "/v1/traces")) {
      spans.all().forEach(sink::send);
      sink.flush();
    }
    JsonNode snapshot = pipeline.snapshot(from, Instant.now(), "foreign");
    capture = pipeline.capture(snapshot);
    baseline = pipeline.baseline(snapshot);
  }

  @Test
  void aCallGoesToWhomItsAttributesName() {
    assertEdges(
        "foreign-shop", "api.example.org", "payment", "payment-old", "postgresql:shop", "redis");
    assertThat(edge("foreign-shop", "redis").path("instrumented").asText()).isEqualTo("false");
  }

  @Test
  void anEntrySpanThatSaysNothingOfItsUnknownParentIsTheRoot() {
    Trace trace = traceOf("foreign-edge");

    assertThat(trace.outcome().word()).isEqualTo("complete-remote-parent");
    assertThat(trace.root()).isNotNull();
  }

  @Test
  void aCapLeavesTheRequestsOfATraceAndCutsWhatIsInternal() {
    Trace trace = traceOf("large-caller");

    assertThat(trace.outcome().word()).isEqualTo("truncated");
    assertThat(trace.outcome().cut().spans()).isGreaterThan(1);
    assertThat(trace.outcome().cut().entrySpans()).isZero();
    assertThat(trace.services()).containsExactly("large-callee", "large-caller");
    assertThat(trace.root()).isNotNull().matches(Span::isError);
    assertThat(trace.durationNanos()).isEqualTo(ForeignSpans.LONG.toNanos());
    assertThat(trace.calls()).singleElement().matches(call -> call.callee().equals("large-callee"));
    assertThat(service("large-caller").path("errors").asInt()).isOne();
  }

  @Test
  void aClockThatDiffersHidesAndStretchesNothing() {
    assertThat(traceOf("clock-callee").durationNanos())
        .isEqualTo(ForeignSpans.TOOK.multipliedBy(3).toNanos());
    assertThat(service("clock-callee").path("requests").asInt()).isOne();
    assertThat(edge("clock-caller", "clock-callee").path("gap").path("p50_ms").asInt())
        .isEqualTo(20);
    assertThat(edge("clock-caller", "clock-callee").path("skew").path("calls").asInt()).isOne();
    assertThat(edge("clock-caller", "clock-callee").path("skew").path("median_ms").asInt())
        .isEqualTo((int) ForeignSpans.BEHIND.toMillis() + 10);
    assertEdges("clock-caller", "clock-callee");
  }

  @Test
  void eachServiceThatConsumesAMessageGetsAllOfThem() {
    assertEdges("orders", "billing", "kafka:orders", "mail");
    assertThat(edge("orders", "mail").path("calls").asInt()).isOne();
    assertThat(edge("orders", "kafka:orders").path("unanswered").asInt()).isZero();
  }

  @Test
  void aCallIsFoundWithoutASpanIdOrAClientSpanOfItsOwn() {
    assertEdges("shared-caller", "shared-callee");
    assertThat(edge("shared-caller", "shared-callee").path("unanswered").asInt()).isZero();
    assertEdges("gateway", "direct-callee", "indirect-callee");
    assertThat(edge("gateway", "direct-callee").has("client")).isFalse();
  }

  @Test
  void aRequestThatSaysNoDurationCountsAndIsNotTimed() {
    int requests = ForeignSpans.UNFINISHED + 2;

    assertThat(service("unfinished").path("requests").asInt()).isEqualTo(requests);
    assertThat(service("unfinished").path("timed").asInt()).isOne();
    assertThat(service("unfinished").path("p50_ms").asInt()).isEqualTo(20);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode row = liveService("unfinished");
              assertThat(row.path("requests").asInt()).isEqualTo(requests);
              assertThat(row.path("timed").asInt()).isOne();
              assertThat(row.path("p50_ms").asInt()).isEqualTo(20);
            });
  }

  private static Trace traceOf(String service) {
    return capture.stream()
        .filter(trace -> trace.services().contains(service))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no trace of " + service));
  }

  private static JsonNode service(String name) {
    return baseline.path("services").path(name);
  }

  private static JsonNode edge(String caller, String callee) {
    return baseline.path("edges").path(caller + "->" + callee);
  }

  /** In the baseline, and within some seconds in the live figures. */
  private static void assertEdges(String caller, String... callees) {
    assertThat(baseline.path("edges").fieldNames())
        .toIterable()
        .filteredOn(edge -> edge.startsWith(caller + "->"))
        .containsExactlyElementsOf(
            Arrays.stream(callees).map(callee -> caller + "->" + callee).toList());
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(liveCallees(caller)).containsExactly(callees));
  }

  private static List<String> liveCallees(String caller) {
    return rows("/v1/edges", "edges")
        .filter(edge -> edge.path("caller").asText().equals(caller))
        .map(edge -> edge.path("callee").asText())
        .sorted()
        .toList();
  }

  private static JsonNode liveService(String name) {
    return rows("/v1/services", "services")
        .filter(row -> row.path("service").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no live row of " + name));
  }

  private static Stream<JsonNode> rows(String path, String field) {
    return StreamSupport.stream(live.get(path).path(field).spliterator(), false);
  }
}

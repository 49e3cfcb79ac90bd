package io.spanline.endtoend.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanline.harness.traffic.CollectorSink;
import io.spanline.harness.traffic.SpanBuilder;
import io.spanline.model.ParsedSpan;
import io.spanline.model.Span;
import io.spanline.model.SpanKind;
import io.spanline.model.Trace;
import io.spanline.settings.Port;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a range holds of traces that are longer than it, or whose clocks differ, through Collector,
 * topics, live figures and capture to a baseline.
 */
@Tag("stack")
class RangesIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LAST = Duration.ofSeconds(60);
  private static final int SESSION_SECONDS = 150;
  private static final int EVERY_SECONDS = 5;
  private static final int IN_RANGE = 12;
  private static final int CALLS = 50;

  private static Pipeline pipeline;
  private static JsonNode snapshot;
  private static List<Trace> capture;
  private static JsonNode baseline;
  private static JsonNode manifest;

  /** The session's root is never sent: as if it were still open. */
  @BeforeAll
  static void sendASessionAndTakeItsLastMinute() throws Exception {
    DemoStack stack = DemoStack.get();
    pipeline = new Pipeline(stack);
    Instant now = Instant.now();
    try (CollectorSink sink = new CollectorSink(stack.url(Port.OTLP_HTTP) + "/v1/traces")) {
      for (int i = EVERY_SECONDS; i <= SESSION_SECONDS; i += EVERY_SECONDS) {
        Instant start = now.minusSeconds(i).plusMillis(500);
        sink.send(inSession(i, start));
        sink.send(
            SpanBuilder.entry("range-session")
                .inTrace("own" + i)
                .from(start, Duration.ofMillis(10))
                .span());
      }
      for (int i = 0; i < CALLS; i++) {
        call(i, now.minusSeconds(2).plusMillis(i)).forEach(sink::send);
      }
      message(now.minusSeconds(2)).forEach(sink::send);
      sink.send(endless(now.minusSeconds(2)));
      sink.flush();
    }
    // Its end is when all had come: what comes after it is not waited for.
    snapshot = pipeline.snapshot(now.minus(LAST), Instant.now(), "ranges");
    capture = pipeline.capture(snapshot);
    baseline = pipeline.baseline(snapshot);
    manifest = JSON.readTree(Files.readAllBytes(stack.file(snapshot.path("manifest").asText())));
  }

  @Test
  void countsEachRequestThatBeganInItWhicheverTraceItBelongsTo() {
    JsonNode service = baseline.path("services").path("range-session");

    assertThat(service.path("requests").asInt()).isEqualTo(2 * IN_RANGE);
    assertThat(service.path("p95_ms").asDouble()).isEqualTo(400);
    assertThat(service.path("p50_ms").asDouble()).isEqualTo(10);
    assertThat(manifest.path("counts").path("services").path("range-session").path("requests"))
        .isEqualTo(JSON.valueToTree(2 * IN_RANGE));
    assertThat(snapshot.path("services").path("range-session").path("requests").asInt())
        .isEqualTo(2 * IN_RANGE);
  }

  @Test
  void takesTheWholeLineOfATraceThatBeganBeforeAndSaysSo() {
    assertThat(capture)
        .filteredOn(trace -> trace.spans().size() == SESSION_SECONDS / EVERY_SECONDS)
        .singleElement()
        .satisfies(trace -> assertThat(trace.services()).containsExactly("range-session"));
    assertThat(snapshot.path("began_before").asInt()).isPositive();
    assertThat(manifest.path("replay").path("reasons").path("began before the range").asInt())
        .isEqualTo(snapshot.path("began_before").asInt());
  }

  @Test
  void holdsTracesWhoseCalleeHasAClockFiveMinutesBehind() {
    JsonNode edge = baseline.path("edges").path("range-caller->range-callee");

    assertThat(capture)
        .filteredOn(trace -> trace.services().contains("range-callee"))
        .hasSize(CALLS)
        .allMatch(trace -> trace.durationNanos() == Duration.ofMillis(20).toNanos());
    assertThat(edge.path("calls").asInt()).isEqualTo(CALLS);
    assertThat(edge.path("skew").path("calls").asInt()).isEqualTo(CALLS);
    assertThat(edge.path("skew").path("median_ms").asDouble()).isEqualTo(300_005);
    assertThat(edge.path("gap").path("p50_ms").asDouble()).isEqualTo(10);
    assertThat(manifest.path("source").path("odd_clocks").path("range-callee").asInt())
        .isEqualTo(CALLS);
    assertThat(warnings())
        .anyMatch(warning -> warning.contains("range-caller->range-callee: clocks differ"));
  }

  @Test
  void aMessageIsACallToItsDestinationAndOneByEachConsumer() {
    JsonNode edges = baseline.path("edges");

    assertThat(edges.path("range-orders->kafka:range").path("instrumented").asBoolean(true))
        .isFalse();
    for (String callee : List.of("kafka:range", "range-billing", "range-mail")) {
      JsonNode edge = edges.path("range-orders->" + callee);
      assertThat(edge.path("calls").asInt()).as(callee).isOne();
      assertThat(edge.path("unanswered").asInt(-1)).as(callee).isZero();
    }
  }

  @Test
  void aSpanWithoutAnEndIsARequestWithoutALatency() {
    JsonNode service = baseline.path("services").path("range-endless");

    assertThat(service.path("requests").asInt()).isOne();
    assertThat(service.path("timed").asInt(-1)).isZero();
    assertThat(service.has("p50_ms")).isFalse();
    assertThat(warnings()).anyMatch(warning -> warning.contains("1 spans without an end"));
  }

  @Test
  void theSameTracesHaveTheseFiguresLive() throws Exception {
    JsonNode check = pipeline.verifyAgainstTopic(snapshot);

    assertThat(check.path("equal").asBoolean()).as(check.toPrettyString()).isTrue();
    assertThat(check.path("traces").asInt()).isEqualTo(capture.size());
    assertThat(check.path("windows").asInt()).isGreaterThanOrEqualTo(4);
    assertThat(check.path("rows").asInt()).isGreaterThanOrEqualTo(8);
  }

  @Test
  void theBaselineIsComputedAgainToTheByte() throws Exception {
    assertThat(pipeline.computeOffline(snapshot)).isEqualTo(pipeline.baselineBytes(snapshot));
  }

  private static Span inSession(int i, Instant start) {
    return SpanBuilder.entry("range-session")
        .inTrace("session")
        .withId("request" + i)
        .under("root")
        .from(start, Duration.ofMillis(400))
        .span();
  }

  private static List<Span> call(int i, Instant start) {
    return List.of(
        SpanBuilder.call("range-caller", "range-callee")
            .inTrace("call" + i)
            .withId("call")
            .from(start, Duration.ofMillis(20))
            .span(),
        SpanBuilder.entry("range-callee")
            .inTrace("call" + i)
            .withId("answer")
            .under("call")
            .from(start.minusSeconds(300), Duration.ofMillis(10))
            .span());
  }

  private static List<Span> message(Instant start) {
    return List.of(
        SpanBuilder.of("range-orders", SpanKind.PRODUCER)
            .withId("sent")
            .with("messaging.system", "kafka")
            .with("messaging.destination.name", "range")
            .inTrace("message")
            .from(start, Duration.ofMillis(2))
            .span(),
        consumed("range-billing", start.plusMillis(5)),
        consumed("range-mail", start.plusMillis(8)));
  }

  private static Span consumed(String service, Instant start) {
    return SpanBuilder.of(service, SpanKind.CONSUMER)
        .inTrace("message")
        .withId(service)
        .under("sent")
        .from(start, Duration.ofMillis(3))
        .span();
  }

  private static Span endless(Instant start) {
    Span span =
        SpanBuilder.entry("range-endless")
            .inTrace("endless")
            .from(start, Duration.ofMillis(3))
            .span();
    return new ParsedSpan(
        span.origin(), span.scope(), span.otlp().toBuilder().clearEndTimeUnixNano().build());
  }

  private static List<String> warnings() {
    return baseline.path("warnings").valueStream().map(JsonNode::asText).toList();
  }
}

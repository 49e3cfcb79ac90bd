package io.spanline.endtoend.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.clients.Rest;
import io.spanline.endtoend.RealStack;
import io.spanline.harness.traffic.CollectorSink;
import io.spanline.harness.traffic.SpanBuilder;
import io.spanline.harness.traffic.SpanSink;
import io.spanline.model.Span;
import io.spanline.model.Trace;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.stack.plan.Component;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Samples of an SDK, an agent and a Collector, up to the baseline that warns of them. */
@Tag("stack")
class SamplingIT {
  private static final int SENT = 100;
  private static final Duration TOOK = Duration.ofMillis(5);

  @TempDir private static Path folder;
  private static DemoStack stack;
  private static List<Trace> capture;
  private static List<String> warnings;

  @BeforeAll
  static void sendAndTakeASnapshot() throws Exception {
    stack = DemoStack.get();
    Pipeline pipeline = new Pipeline(stack);
    Instant from = Instant.now();
    try (RealStack half = aServiceOfAFifthAndACollectorOfHalf();
        SpanSink all = new CollectorSink(stack.url(Port.OTLP_HTTP) + "/v1/traces");
        SpanSink some =
            new CollectorSink("http://" + half.address(Port.OTLP_HTTP) + "/v1/traces")) {
      all.send(request("sampled-by-sdk", 0, from, "vendor=x,ot=th:e666"));
      all.send(request("not-sampled", 0, from, "vendor=x,ot=th:0"));
      all.send(request("silent", 0, from, "vendor=x"));
      all.flush();
      for (int i = 0; i < SENT; i++) {
        some.send(request("halved", i, from, i % 2 == 0 ? "" : "ot=th:0"));
      }
      some.flush();
      Rest service = new Rest("service-c", half.address(Port.SERVICE_C), Duration.ofSeconds(5));
      for (int i = 0; i < 2 * SENT; i++) {
        service.get("/recommendations");
      }
      JsonNode snapshot = pipeline.snapshot(from, Instant.now(), "samples");
      capture = pipeline.capture(snapshot);
      warnings =
          pipeline.baseline(snapshot).path("warnings").valueStream().map(JsonNode::asText).toList();
    }
  }

  @Test
  void aCollectorThatKeepsAllLeavesWhatSamplersWrote() {
    assertThat(traceStates("sampled-by-sdk")).containsExactly("ot=th:e666");
    assertThat(traceStates("not-sampled")).containsExactly("ot=th:0");
    assertThat(traceStates("silent")).containsExactly("");
  }

  @Test
  void aCollectorThatKeepsHalfSaysSo() {
    assertThat(traceStates("halved")).hasSizeBetween(30, 70).containsOnly("ot=th:8");
  }

  /** A fifth of the requests by the agent, and half of these by the Collector. */
  @Test
  void theSharesOfAgentAndCollectorAreMultiplied() {
    assertThat(traceStates("service-c"))
        .hasSizeBetween(1, 60)
        .allMatch(state -> state.startsWith("ot=th:e66"));
  }

  @Test
  void theBaselineWarnsOfHowManyTracesAreASample() {
    long sampled =
        capture.stream().filter(trace -> trace.spans().stream().anyMatch(Span::isSampled)).count();

    assertThat(sampled).isEqualTo(capture.size() - 2L);
    assertThat(warnings)
        .anyMatch(
            warning ->
                warning.contains(
                    "%d of %d traces are a sample".formatted(sampled, capture.size())));
  }

  private static RealStack aServiceOfAFifthAndACollectorOfHalf() {
    return RealStack.start(
        folder,
        Set.of(Component.COLLECTOR, Component.SERVICE_C),
        Map.of(
            Catalogue.AGENT_SAMPLING_RATIO.name(),
            "0.2",
            Catalogue.COLLECTOR_SAMPLING_PERCENTAGE.name(),
            "50",
            Port.KAFKA.setting().name(),
            stack.address(Port.KAFKA).replaceFirst(".*:", "")));
  }

  private static Span request(String service, int i, Instant start, String traceState) {
    return SpanBuilder.entry(service)
        .inTrace(service + i)
        .from(start, TOOK)
        .withTraceState(traceState)
        .span();
  }

  private static List<String> traceStates(String service) {
    return capture.stream()
        .filter(trace -> trace.services().equals(List.of(service)))
        .flatMap(trace -> trace.spans().stream())
        .map(span -> span.otlp().getTraceState())
        .toList();
  }
}

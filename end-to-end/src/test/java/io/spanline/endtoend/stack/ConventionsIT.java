package io.spanline.endtoend.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanline.clients.Rest;
import io.spanline.harness.traffic.CollectorSink;
import io.spanline.harness.traffic.SpanBuilder;
import io.spanline.model.HttpRequest;
import io.spanline.model.Span;
import io.spanline.model.SpanKind;
import io.spanline.model.Trace;
import io.spanline.settings.Port;
import io.spanline.topic.Beginning;
import io.spanline.topic.Replayability;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Old names of attributes, attributes of one's own, namespaces and environments, through a real
 * stack to a baseline.
 */
@Tag("stack")
class ConventionsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration TOOK = Duration.ofMillis(20);
  private static final String SECRET = "S3CRET";

  private static Rest live;
  private static Instant from;
  private static List<Trace> capture;
  private static JsonNode counts;
  private static JsonNode baseline;

  @BeforeAll
  static void sendThemAndTakeASnapshot() throws Exception {
    DemoStack stack = DemoStack.get();
    live = new Rest("streams-baseline", stack.address(Port.STREAMS_BASELINE), PATIENCE);
    Pipeline pipeline = new Pipeline(stack);
    from = Instant.now();
    try (CollectorSink sink = new CollectorSink(stack.url(Port.OTLP_HTTP) + "/v1/traces")) {
      spans().forEach(sink::send);
      sink.flush();
    }
    JsonNode snapshot = pipeline.snapshot(from, Instant.now(), "conventions");
    capture = pipeline.capture(snapshot);
    baseline = pipeline.baseline(snapshot);
    counts =
        new ObjectMapper()
            .readTree(stack.file(snapshot.path("manifest").asText()).toFile())
            .path("counts");
  }

  @Test
  void anHttpRequestByTheOldNamesHasAllThatOneByTheNewHas() {
    HttpRequest request = new HttpRequest(rootOf("old-names"));

    assertThat(request.method()).contains("GET");
    assertThat(request.route()).contains("/o/{id}");
    assertThat(request.path()).contains("/o/7");
    assertThat(request.status()).contains("404");
  }

  @Test
  void aQueryLeavesItsMarkAndNothingElse() {
    for (String service : List.of("old-names", "old-url", "new-query")) {
      Span root = rootOf(service);
      assertThat(root.attribute(HttpRequest.QUERY_MARK)).as(service).contains("true");
      assertThat(Replayability.of(root, Beginning.INSIDE).reasons())
          .containsExactly(Replayability.Reason.NO_QUERY);
      assertThat(root.otlp().toString()).doesNotContain(SECRET, "token", "?");
    }
  }

  @Test
  void aRequestWithoutAQueryHasNoMark() {
    Span root = rootOf("no-query");

    assertThat(root.attribute(HttpRequest.QUERY_MARK)).isEmpty();
    assertThat(Replayability.of(root, Beginning.INSIDE).able()).isTrue();
  }

  @Test
  void aServersOldUrlLeavesItsPath() {
    Span root = rootOf("old-url");

    assertThat(new HttpRequest(root).path()).contains("/o/8");
    assertThat(root.otlp().toString()).doesNotContain(SECRET);
  }

  @Test
  void whatTheCollectorDropsIsCountedAndWhatIsAddedToItsListStays() {
    Span root = rootOf("old-names");

    assertThat(root.attribute("app.tenant")).contains("blue");
    assertThat(root.attribute("app.plan")).contains("****");
    assertThat(root.attribute("app.other")).isEmpty();
    assertThat(root.otlp().getDroppedAttributesCount()).isEqualTo(2);
    assertThat(rootOf("old-url").otlp().getDroppedAttributesCount()).isEqualTo(1);
    assertThat(rootOf("new-query").otlp().getDroppedAttributesCount()).isEqualTo(1);
    assertThat(counts.path("dropped_attributes").asInt()).isEqualTo(5);
  }

  @Test
  void servicesOfOneNameInTwoNamespacesAreTwo() {
    assertThat(baseline.path("services").path("shop/cart").path("p50_ms").asInt()).isEqualTo(20);
    assertThat(baseline.path("services").path("market/cart").path("p50_ms").asInt()).isEqualTo(40);
    assertThat(baseline.path("edges").fieldNames())
        .toIterable()
        .containsExactly("shop/cart->market/cart", "shop/cart->market/stock");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        live.get("/v1/edges?caller=shop%2Fcart&callee=market%2Fcart").path("edges"))
                    .isNotEmpty());
    assertThat(live.get("/v1/services/market%2Fcart/windows").at("/windows/0/requests").asInt())
        .isOne();
  }

  @Test
  void aBaselineOfTwoEnvironmentsWarnsWithNumbers() {
    assertThat(counts.path("environments").toString())
        .isEqualTo("{\"production\":1,\"staging\":1}");
    assertThat(baseline.path("warnings").toString())
        .contains("requests are of 2 environments: 1 of production, 1 of staging");
  }

  private static List<Span> spans() {
    List<Span> spans = new ArrayList<>();
    spans.add(
        entry("old-names")
            .with("http.method", "GET")
            .with("http.route", "/o/{id}")
            .with("http.target", "/o/7?token=" + SECRET)
            .with("http.status_code", "404")
            .with("http.user_agent", "any")
            .with("app.tenant", "blue")
            .with("app.plan", "token=" + SECRET)
            .with("app.other", "x")
            .from(from, TOOK)
            .span());
    spans.add(
        entry("old-url")
            .with("http.method", "GET")
            .with("http.url", "https://u:" + SECRET + "@shop.example/o/8?token=" + SECRET)
            .from(from, TOOK)
            .span());
    spans.add(get("new-query").with("url.query", "token=" + SECRET).from(from, TOOK).span());
    spans.add(get("no-query").with("url.query", "").from(from, TOOK).span());
    spans.add(in("shop", entry("cart").withId("shop")).from(from, TOOK).span());
    spans.add(in("shop", exit().withId("call").under("shop")).from(from, TOOK).span());
    spans.add(in("market", entry("cart").under("call")).from(from, TOOK.multipliedBy(2)).span());
    spans.add(
        in("shop", exit().withId("stock").under("shop"))
            .with("service.peer.name", "stock")
            .with("service.peer.namespace", "market")
            .from(from, TOOK)
            .span());
    return spans;
  }

  private static SpanBuilder get(String service) {
    return entry(service).with("http.request.method", "GET").with("url.path", "/o/9");
  }

  private static SpanBuilder in(String namespace, SpanBuilder span) {
    return span.withResource("service.namespace", namespace)
        .withResource(
            "deployment.environment.name", namespace.equals("shop") ? "production" : "staging");
  }

  private static SpanBuilder entry(String service) {
    return SpanBuilder.entry(service).inTrace("conventions of " + service);
  }

  private static SpanBuilder exit() {
    return SpanBuilder.of("cart", SpanKind.CLIENT).inTrace("conventions of cart");
  }

  private static Span rootOf(String service) {
    return capture.stream()
        .filter(trace -> trace.services().contains(service))
        .map(Trace::root)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no trace of " + service));
  }
}

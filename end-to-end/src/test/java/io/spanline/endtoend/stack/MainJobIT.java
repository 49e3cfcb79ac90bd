package io.spanline.endtoend.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.clients.CollectorCounters;
import io.spanline.clients.Jaeger;
import io.spanline.clients.Ledgers;
import io.spanline.clients.Rest;
import io.spanline.clients.Toxic;
import io.spanline.clients.Toxiproxy;
import io.spanline.clients.TraceSearch;
import io.spanline.endtoend.RealStack;
import io.spanline.model.Span;
import io.spanline.model.Trace;
import io.spanline.settings.Port;
import io.spanline.traffic.Mix;
import io.spanline.traffic.RequestKind;
import io.spanline.traffic.SentRequest;
import io.spanline.traffic.Traffic;
import io.spanline.traffic.TrafficPlan;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The main job on real parts: requests through agent, Toxiproxy, Collector, Kafka, assembly and
 * Jaeger to a capture and a baseline, held against the generator's own list of what it sent.
 */
@Tag("stack")
class MainJobIT {
  private static final TrafficPlan PLAN = new TrafficPlan(300, 50, Mix.ALL_KINDS, 11);
  // The baseline prints a rate with six decimals.
  private static final double RATE_ROUNDING = 5e-7;
  private static final String REQUEST_ID = "http.request.header." + Traffic.ID_HEADER;
  private static final Duration DELAY = Duration.ofMillis(120);

  private static DemoStack stack;
  private static Pipeline pipeline;
  private static List<SentRequest> sent;
  private static JsonNode snapshot;
  private static List<Trace> capture;

  @BeforeAll
  static void makeACapture() throws Exception {
    stack = DemoStack.get();
    pipeline = new Pipeline(stack);
    pipeline.traffic(new TrafficPlan(40, 20, Mix.ALL_KINDS, 12));
    Instant from = Instant.now();
    sent = pipeline.traffic(PLAN);
    snapshot = pipeline.snapshot(from, Instant.now(), "main-job");
    capture = pipeline.capture(snapshot);
  }

  @Test
  void theDemoHasFoundItsTraceInJaegerAndWrittenItsFiles() throws IOException {
    assertThat(stack.result().path("jaeger").asText()).isEqualTo("found");
    assertThat(stack.file("data/captures/capture_001.json")).isNotEmptyFile();
    assertThat(stack.file("data/baselines/normal_baseline.yaml")).isNotEmptyFile();
  }

  @Test
  void everyRequestIsInTheCaptureExactlyOnce() {
    List<String> captured = capture.stream().map(MainJobIT::requestId).sorted().toList();

    assertThat(captured).isEqualTo(sent.stream().map(SentRequest::id).sorted().toList());
    assertThat(capture).hasSize(PLAN.count()).allMatch(trace -> trace.outcome().isComplete());
  }

  @Test
  void everyRequestLeavesTheEntrySpansOfItsKindNamedByTheirRoutes() {
    Map<String, Trace> traces =
        capture.stream().collect(Collectors.toMap(MainJobIT::requestId, Function.identity()));

    for (SentRequest request : sent) {
      assertThat(traces.get(request.id()).requests())
          .as("%s %s", request.kind(), request.id())
          .extracting(
              span -> new RequestKind.EntrySpan(span.service(), span.operation(), span.isError()))
          .containsExactlyInAnyOrderElementsOf(request.kind().entrySpans());
    }
    assertThat(capture)
        .flatExtracting(Trace::requests)
        .allMatch(span -> span.attribute("http.route").isPresent());
  }

  @Test
  void theBaselineHasTheErrorRatesThatWereAskedFor() throws IOException {
    JsonNode services = pipeline.baseline(snapshot).path("services");

    expected()
        .forEach(
            (service, counts) -> {
              JsonNode row = services.path(service);
              assertThat(row.path("requests").asInt()).as(service).isEqualTo(counts.requests());
              assertThat(row.path("errors").asInt()).as(service).isEqualTo(counts.errors());
              assertThat(row.path("error_rate").asDouble())
                  .as(service)
                  .isCloseTo((double) counts.errors() / counts.requests(), within(RATE_ROUNDING));
            });
    assertThat(services.size()).isEqualTo(3);
  }

  @Test
  void theBaselineHasTheQuantilesThatASecondProgramComputes() throws Exception {
    JsonNode services = pipeline.baseline(snapshot).path("services");

    List<String> lines = pipeline.runSecondProgram(snapshot);

    assertThat(lines).hasSize(3);
    for (String line : lines) {
      String[] words = line.split(" ");
      JsonNode row = services.path(words[0]);
      assertThat(row.path("requests").asText()).isEqualTo(words[1]);
      assertThat(row.path("errors").asText()).isEqualTo(words[2]);
      assertThat(row.path("p50_ms").decimalValue()).isEqualByComparingTo(words[3]);
      assertThat(row.path("p95_ms").decimalValue()).isEqualByComparingTo(words[4]);
    }
  }

  @Test
  void theOfflineProgramComputesTheBytesThatTheServiceWrote() throws Exception {
    assertThat(pipeline.computeOffline(snapshot)).isEqualTo(pipeline.baselineBytes(snapshot));
  }

  @Test
  void oneTraceThroughAllServicesIsInKafkaAndInJaegerWithTheSameSpans() {
    Trace trace =
        capture.stream()
            .filter(candidate -> candidate.services().size() == 3)
            .filter(candidate -> requestKind(candidate) == RequestKind.ORDER)
            .findFirst()
            .orElseThrow();
    Jaeger jaeger = new Jaeger(stack.address(Port.JAEGER));

    List<Trace> inKafka = TraceSearch.inTopic(stack.address(Port.KAFKA), trace.traceId().hex());

    assertThat(inKafka).containsExactly(trace);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(jaeger.spanIds(trace.traceId())).isEqualTo(spanIds(trace)));
    assertThat(trace.calls())
        .extracting(call -> call.caller() + " " + call.callee() + " " + (call.entry() != null))
        .contains("service-a service-b true", "service-b service-c true");
  }

  @Test
  void theLedgerBalancesAndNothingIsOpen() {
    Ledgers ledgers = new Ledgers(stack.address(Port.STREAMS_BASELINE));

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(ledgers.now().open()).isZero());
    assertThat(ledgers.now().line()).endsWith(" balanced").doesNotContain("NOT");
  }

  @Test
  void everySpanThatTheCollectorSentIsInTheLedger() {
    Ledgers ledgers = new Ledgers(stack.address(Port.STREAMS_BASELINE));

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(ledgers.now().received())
                    .isPositive()
                    .isEqualTo(
                        CollectorCounters.of(stack.address(Port.COLLECTOR_TELEMETRY))
                            .sentToKafka()));
  }

  @Test
  void streamingStatisticsCountEveryEntrySpanOfTheTopicTraces() {
    Rest streams =
        new Rest("streams-baseline", stack.address(Port.STREAMS_BASELINE), Duration.ofSeconds(5));

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              Map<String, Pipeline.Counts> counted = new TreeMap<>();
              for (JsonNode row : streams.get("/v1/services").path("services")) {
                String service = row.path("service").asText();
                if (Pipeline.isOfTheShop(service)) {
                  counted.put(
                      service,
                      new Pipeline.Counts(
                          row.path("requests").asInt(), row.path("errors").asInt()));
                }
              }
              assertThat(counted).hasSize(3).isEqualTo(pipeline.entriesOfTheTopicTraces());
            });
  }

  @Test
  void aDelayBetweenBAndCShowsInTheirGapAndNotInTheTimeOfC() throws Exception {
    Toxiproxy toxiproxy = new Toxiproxy(stack.address(Port.TOXIPROXY));
    Toxic delay = Toxic.latency(Toxic.Stream.DOWNSTREAM, DELAY);
    toxiproxy.add("b-to-c", delay);
    Instant from = Instant.now();
    try {
      pipeline.traffic(new TrafficPlan(20, 20, Mix.parse("order=1"), 13));
    } finally {
      toxiproxy.remove("b-to-c", delay);
    }

    List<Trace> slow = pipeline.capture(pipeline.snapshot(from, Instant.now(), "slow"));

    assertThat(slow)
        .hasSize(20)
        .flatExtracting(Trace::calls)
        .filteredOn(call -> call.callee().equals("service-c"))
        .hasSize(20)
        // The answer is under way before C's span ends, so that the gap is a little below the
        // delay.
        .allMatch(call -> call.clientNanos() >= DELAY.toNanos())
        .allMatch(call -> call.gapNanos() != null && call.gapNanos() >= DELAY.toNanos() / 2)
        .allMatch(call -> call.serverNanos() != null && call.serverNanos() < DELAY.toNanos());
  }

  @Test
  void plantedSecretsAreFoundNowhere() throws Exception {
    PlantedSecrets secrets = new PlantedSecrets(RealStack.root().resolve("observability"));
    Instant from = Instant.now().minusSeconds(2);
    secrets.giveTo(stack.address(Port.OTLP_HTTP));
    secrets.askWith(stack.address(Port.SERVICE_A));
    secrets.smuggleTo(stack.address(Port.KAFKA));
    Rest jaeger = new Rest("Jaeger", stack.address(Port.JAEGER), Duration.ofSeconds(5));
    String path = "/api/traces/" + PlantedSecrets.traceId();
    await().atMost(Duration.ofSeconds(30)).until(() -> jaeger.answers(path));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> pipeline.holdsMetricsOf(PlantedSecrets.SERVICE));

    JsonNode planted = pipeline.snapshot(from, Instant.now(), "planted");

    assertThat(pipeline.capture(planted))
        .filteredOn(trace -> trace.services().contains(PlantedSecrets.SERVICE))
        .hasSize(2);
    assertThat(jaeger.get(path).toString()).contains(PlantedSecrets.SERVICE);
    SecretSearch search =
        new SecretSearch()
            .files(stack.file("data"), PlantedSecrets.PLANTED, PlantedSecrets.SMUGGLED)
            .files(stack.file(".spanline/logs"), PlantedSecrets.PLANTED, PlantedSecrets.SMUGGLED)
            .text(path, jaeger.get(path).toString(), PlantedSecrets.PLANTED)
            .topics(stack.address(Port.KAFKA));
    assertThat(search.found()).isEmpty();
    assertThat(search.looked()).isGreaterThan(100);
  }

  private static Map<String, Pipeline.Counts> expected() {
    Map<String, Pipeline.Counts> expected = new TreeMap<>();
    for (SentRequest request : sent) {
      for (RequestKind.EntrySpan entry : request.kind().entrySpans()) {
        expected.merge(
            entry.service(), new Pipeline.Counts(1, entry.error() ? 1 : 0), Pipeline.Counts::plus);
      }
    }
    return expected;
  }

  private static RequestKind requestKind(Trace trace) {
    return sent.stream()
        .filter(request -> request.id().equals(requestId(trace)))
        .findFirst()
        .orElseThrow()
        .kind();
  }

  private static String requestId(Trace trace) {
    Span root = trace.root();
    assertThat(root).as("root of %s", trace.traceId()).isNotNull();
    return root.attribute(REQUEST_ID).orElse("(no id)");
  }

  private static Set<String> spanIds(Trace trace) {
    Set<String> ids = new TreeSet<>();
    trace.spans().forEach(span -> ids.add(span.spanId().hex()));
    return ids;
  }
}

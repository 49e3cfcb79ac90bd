package io.spanline.endtoend.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.clients.Rest;
import io.spanline.harness.process.LinkedClone.Ran;
import io.spanline.harness.traffic.CollectorSink;
import io.spanline.harness.traffic.SpanBuilder;
import io.spanline.model.Name;
import io.spanline.model.Span;
import io.spanline.model.SpanKind;
import io.spanline.settings.Port;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Names of operations, services and peers through Collector, topics, live figures and files. */
@Tag("stack")
class NamesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration TOOK = Duration.ofMillis(20);
  private static final String SERVICE = "names/of operations";
  private static final String LONG = "SELECT " + "ä, ".repeat(200);
  // Cut behind the ?, which is no query's.
  private static final String LONG_ROUTE = "/" + "x".repeat(237) + "?/" + "y".repeat(60);

  /** A name as it is sent and as it is shown. */
  private record Row(String sent, String shown) {}

  private static List<Row> names;
  private static DemoStack stack;
  private static Rest live;
  private static Instant from;
  private static Instant to;
  private static JsonNode snapshot;

  @BeforeAll
  static void sendThemAndTakeASnapshot() throws Exception {
    names = names();
    stack = DemoStack.get();
    live = new Rest("streams-baseline", stack.address(Port.STREAMS_BASELINE), PATIENCE);
    from = Instant.now();
    try (CollectorSink sink = new CollectorSink(stack.url(Port.OTLP_HTTP) + "/v1/traces")) {
      for (Row name : names) {
        sink.send(entry(SERVICE, name.sent()).named(name.sent()).from(from, TOOK).span());
        sink.send(entry(name.sent(), "of " + name.sent()).from(from, TOOK).span());
        sink.send(call(name.sent()));
        sink.send(message(name.sent()));
      }
      sink.flush();
    }
    to = Instant.now();
    snapshot = new Pipeline(stack).snapshot(from, to, "names");
  }

  @Test
  void anOperationOrServiceIsShownAsItWasSentButForWhatAUrlHolds() throws IOException {
    JsonNode services = new Pipeline(stack).baseline(snapshot).path("services");

    Set<String> operations = shown(names);
    assertThat(services.path(SERVICE).path("operations").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(operations);
    assertThat(services.fieldNames()).toIterable().containsAll(operations);
    JsonNode edges = new Pipeline(stack).baseline(snapshot).path("edges");
    assertThat(callees(edges, "names-caller")).containsExactlyInAnyOrderElementsOf(operations);
    assertThat(callees(edges, "names-producer"))
        .containsExactlyInAnyOrderElementsOf(
            operations.stream().map(name -> Name.of("kafka:" + name)).toList());
  }

  @Test
  void liveFiguresHaveTheSameNames() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(liveOperations()).containsExactlyElementsOf(shown(names)));
    for (String name : shown(names)) {
      assertThat(
              live.get(
                      "/v1/services/%s/windows?operation=%s"
                          .formatted(encoded(SERVICE), encoded(name)))
                  .path("windows"))
          .as(name)
          .isNotEmpty();
      assertThat(live.get("/v1/services/%s/windows".formatted(encoded(name))).path("windows"))
          .as(name)
          .isNotEmpty();
    }
  }

  @Test
  void aSnapshotIsTakenOfAnOperationByTheNameThatIsShown() throws Exception {
    for (String name : List.of("UsersController#show", "→ pay & go?", Name.of(LONG + "a"))) {
      Ran ran =
          stack
              .linkedClone()
              .run(stack.environment(), command("--service", SERVICE, "--operation", name));

      assertThat(ran.exit()).as(ran.output()).isZero();
      assertThat(ran.output()).as(name).contains("(1 traces, ");
    }
  }

  private static String[] command(String... chosen) {
    List<String> words = new ArrayList<>(List.of("./spanline", "snapshot", "--capture-only"));
    words.addAll(List.of("--from", from.toString(), "--to", to.toString()));
    words.addAll(List.of(chosen));
    return words.toArray(String[]::new);
  }

  private static List<Row> names() throws IOException {
    List<Row> names = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("../observability/names.tsv"))) {
      String[] row = line.split("\t", -1);
      if (row.length == 2) {
        names.add(new Row(row[0], row[1].equals("=") ? row[0] : row[1]));
      }
    }
    for (String end : List.of("a", "b")) {
      for (String beginning : List.of(LONG, LONG_ROUTE)) {
        names.add(new Row(beginning + end, Name.of(beginning + end)));
      }
    }
    return names;
  }

  private static Set<String> shown(List<Row> names) {
    return names.stream().map(Row::shown).collect(Collectors.toCollection(TreeSet::new));
  }

  private static SpanBuilder entry(String service, String trace) {
    return SpanBuilder.of(service, SpanKind.SERVER).inTrace(trace);
  }

  private static Span call(String peer) {
    return SpanBuilder.of("names-caller", SpanKind.CLIENT)
        .inTrace("to " + peer)
        .with("peer.service", peer)
        .from(from, TOOK)
        .span();
  }

  private static Span message(String destination) {
    return SpanBuilder.of("names-producer", SpanKind.PRODUCER)
        .inTrace("message to " + destination)
        .with("messaging.system", "kafka")
        .with("messaging.destination.name", destination)
        .from(from, TOOK)
        .span();
  }

  private static Set<String> callees(JsonNode edges, String caller) {
    Set<String> callees = new TreeSet<>();
    edges
        .fieldNames()
        .forEachRemaining(
            edge -> {
              if (edge.startsWith(caller + "->")) {
                callees.add(edge.substring(caller.length() + 2).replace("%3E", ">"));
              }
            });
    return callees;
  }

  private static List<String> liveOperations() {
    List<String> operations = new ArrayList<>();
    for (JsonNode row : live.get("/v1/services").path("services")) {
      if (row.path("service").asText().equals(SERVICE)) {
        row.path("operations").forEach(operation -> operations.add(operation.asText()));
      }
    }
    return operations;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}

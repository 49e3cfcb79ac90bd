package io.spanline.endtoend.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.spanline.endtoend.RealStack;
import io.spanline.harness.process.LinkedClone;
import io.spanline.harness.process.LinkedClone.Ran;
import io.spanline.harness.process.TopicReader;
import io.spanline.harness.traffic.CollectorSink;
import io.spanline.otlp.Decoded;
import io.spanline.otlp.OtlpReader;
import io.spanline.settings.Port;
import io.spanline.topic.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Walks every verb, on a stack that holds hostile names and with hostile words, files and answers:
 * nothing reaches the terminal that acts on it or forges a line.
 */
@Tag("stack")
class NamesOnTerminalIT {
  /** Verbs that are only refused here, for a hostile word, and why. */
  private static final Map<String, String> ONLY_REFUSED =
      Map.of(
          "kafka", "Kafka's own tools print records as they are; --help says so",
          "bench capture", "minutes, on records that it makes",
          "bench crash", "minutes, on records that it makes",
          "bench known-answers", "minutes, on a stack of its own",
          "bench replay", "minutes, on requests that it makes",
          "bench speed", "minutes, on spans that it makes",
          "bench verdict", "minutes, on latencies that it makes",
          "experiment run", "half a minute, on requests of a capture: ExperimentIT");

  @TempDir private static Path folder;
  private static DemoStack stack;
  private static LinkedClone idle;
  private static Instant from;
  private static Instant to;
  private static JsonNode snapshot;
  private static HttpServer receiver;

  @BeforeAll
  static void sendHostileSpans() throws Exception {
    stack = DemoStack.get();
    from = Instant.now();
    try (CollectorSink sink = new CollectorSink(stack.url(Port.OTLP_HTTP) + "/v1/traces")) {
      HostileNames.spans(from).forEach(sink::send);
      sink.flush();
    }
    to = Instant.now();
    snapshot = new Pipeline(stack).snapshot(from, to, "hostile");
    idle = LinkedClone.in(folder, RealStack.root());
    HostileFiles.write(idle.root());
    receiver = refusingReceiver();
  }

  @AfterAll
  static void stopTheReceiver() {
    receiver.stop(0);
  }

  @Test
  void everyVerbIsWalked() throws IOException {
    TreeSet<String> walked = new TreeSet<>(ONLY_REFUSED.keySet());
    rows().forEach(row -> walked.add(EveryVerb.name(row.words())));

    assertThat(walked).isEqualTo(new TreeSet<>(EveryVerb.names()));
  }

  @TestFactory
  Stream<DynamicTest> aVerbPrintsNothingThatActs() throws IOException {
    return rows().stream().map(row -> dynamicTest(row.command(), () -> walk(row)));
  }

  @TestFactory
  Stream<DynamicTest> aHostileWordIsEchoedHarmlessly() {
    return EveryVerb.names().stream()
        .map(
            verb ->
                dynamicTest(
                    verb,
                    () -> {
                      List<String> words = new ArrayList<>(List.of(verb.split(" ")));
                      words.add(HostileNames.NAME);

                      Ran ran = typed(stack.linkedClone(), words);

                      assertThat(ran.exit()).isNotZero();
                      HostileNames.assertHarmless(verb, ran.output());
                    }));
  }

  @Test
  void programsReadWhatWasSent() throws IOException {
    for (String verb : List.of("traces show " + traceId(), tail("traces"), tail("spans"))) {
      Ran ran = typed(stack.linkedClone(), List.of((verb + " --json").split(" ")));

      assertThat(json(ran.output()))
          .as(verb)
          .anyMatch(
              object ->
                  object.findValuesAsText("stringValue").contains(HostileNames.NAME)
                      && object.findValuesAsText("name").contains("GET " + HostileNames.NAME));
    }
  }

  @Test
  void settingsOfTheEnvironmentAreShownHarmlessly() {
    Map<String, String> environment = new HashMap<>(stack.environment());
    environment.put("SPANLINE_RELEASES", HostileNames.NAME);
    environment.put("SPANLINE_TRACE_GAP", HostileNames.NAME);
    for (String verb : List.of("settings", "doctor")) {
      Ran ran = idle.run(environment, "./spanline", verb);

      assertThat(ran.output()).contains(HostileNames.SHOWN);
      HostileNames.assertHarmless(verb, ran.output());
    }
  }

  @Test
  void kafkasOwnToolsSayThatTheyPrintWhatThereIs() {
    assertThat(typed(idle, List.of("kafka")).output()).contains("Prints records as they are");
  }

  private static List<WalkedVerb> rows() throws IOException {
    return Stream.of(rowsOfNames(), rowsOfTheStack(), rowsOfAnIdleClone())
        .flatMap(List::stream)
        .toList();
  }

  private static List<WalkedVerb> rowsOfNames() throws IOException {
    String capture = snapshot.path("capture").asText().replaceAll(".*/|\\.json", "");
    String hostile = HostileNames.SHOWN;
    return List.of(
        row("traces show " + traceId(), hostile),
        row(tail("traces"), hostile),
        row(tail("spans"), hostile),
        row("baseline show hostile", hostile),
        row("baseline diff hostile normal --all", hostile),
        row("compare hostile normal --all", hostile),
        row("baseline compute " + capture, hostile),
        row("baseline compute --yaml " + capture, hostile),
        row("capture verify " + capture, "ok"),
        row("captures list", "capture_001"),
        row("captures send " + capture, "sent"),
        row("captures send %s --to %s".formatted(capture, address(receiver)), hostile),
        snapshotRow());
  }

  private static List<WalkedVerb> rowsOfTheStack() {
    return List.of(
        row("ledger", "balance"),
        row("edges", "b-to-c"),
        row("toxics add b-to-c latency=1 --for 9s", "latency=1 until"),
        row("toxics list", "b-to-c"),
        row("toxics clear b-to-c", "is off"),
        row("toxics calls b-to-c", "latency=1 from"),
        row("toxics sweep", "taken off"),
        row("status", "ready"),
        row("up", "is running already"),
        row("tools", null),
        row("doctor", "ok"),
        row("settings", "SPANLINE_TRACE_GAP"),
        row("traffic --count 5 --rate 50", null),
        row("completion", "spanline"),
        row("test", "through the script"),
        row("clean", "through the script"),
        row("faults --list", null),
        row("bench fuzz --inputs 300", null),
        row("bench corpus --list", null),
        row("demo --running --without-jaeger", null));
  }

  private static List<WalkedVerb> rowsOfAnIdleClone() {
    return List.of(
        idleRow("status", HostileNames.SHOWN),
        idleRow("down", HostileNames.SHOWN),
        idleRow("captures list", "damaged"),
        idleRow("capture verify capture_001", "damaged"),
        idleRow("replays list", "damaged"),
        idleRow("replay verify replay_001", "damaged"),
        idleRow("experiment list", "unreadable"),
        idleRow("experiment show experiment_001", "experiment.json"),
        idleRow("experiment recompute experiment_001", "SHA256SUMS"),
        idleRow("experiment validate data/experiments/experiment_001/plan.yaml", null),
        idleRow("baseline compute capture_001", null));
  }

  private static WalkedVerb row(String command, @Nullable String shows) {
    return new WalkedVerb(stack.linkedClone(), List.of(command.split(" ")), shows);
  }

  private static WalkedVerb idleRow(String command, @Nullable String shows) {
    return new WalkedVerb(idle, List.of(command.split(" ")), shows);
  }

  private static WalkedVerb snapshotRow() {
    List<String> words = new ArrayList<>(List.of("snapshot", "--name", "hostile", "--replace"));
    words.addAll(List.of("--from", from.toString(), "--to", to.toString()));
    words.addAll(List.of("--label", HostileNames.NAME, "--service", HostileNames.NAME));
    return new WalkedVerb(stack.linkedClone(), words, HostileNames.SHOWN);
  }

  private static void walk(WalkedVerb row) throws IOException {
    Ran ran = typed(row.where(), row.words());

    HostileNames.assertHarmless(row.command(), ran.output());
    if (row.shows() != null) {
      assertThat(ran.output()).contains(row.shows());
    }
    if (EveryVerb.takes("--json", row.words())) {
      List<String> words = new ArrayList<>(row.words());
      words.add("--json");

      Ran told = typed(row.where(), words);

      HostileNames.assertHarmless(row.command() + " --json", told.output());
      assertThat(!json(told.output()).isEmpty() || told.exit() != 0).as(told.output()).isTrue();
    }
  }

  /** The objects among the lines. */
  private static List<JsonNode> json(String output) throws IOException {
    List<JsonNode> objects = new ArrayList<>();
    for (String line : output.lines().toList()) {
      if (line.startsWith("{") || line.startsWith("[")) {
        objects.add(new ObjectMapper().readTree(line));
      }
    }
    return objects;
  }

  /** Follows a topic to its end. */
  private static String tail(String what) {
    String kafka = stack.address(Port.KAFKA);
    int lines =
        what.equals("traces")
            ? TopicReader.all(kafka, Topics.TRACES).size()
            : TopicReader.all(kafka, Topics.OTLP_SPANS).stream()
                .mapToInt(spans -> spansOf(spans.value()))
                .sum();
    return "%s tail --from-beginning --count %d".formatted(what, lines);
  }

  private static int spansOf(byte[] value) {
    return OtlpReader.read(value) instanceof Decoded.Spans decoded ? decoded.spans().size() : 1;
  }

  private static String traceId() {
    return HostileNames.spans(from).get(0).traceId().hex();
  }

  private static Ran typed(LinkedClone clone, List<String> words) {
    return TypedInProcess.run(clone, () -> EveryVerb.program(words), words);
  }

  /** Refuses whatever it is sent, in hostile words. */
  private static HttpServer refusingReceiver() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] answer = HostileNames.NAME.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(400, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static String address(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }
}

package io.spanline.endtoend.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.spanline.captures.FileFormat;
import io.spanline.clients.Toxiproxy;
import io.spanline.endtoend.MachinePrograms;
import io.spanline.endtoend.RealStack;
import io.spanline.endtoend.stack.DocumentedCommands.Documented;
import io.spanline.harness.process.LinkedClone;
import io.spanline.harness.process.LinkedClone.Ran;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.plan.Component;
import io.spanline.stack.plan.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Types the page for services of one's own, on a stack without the shop: two Python services at
 * their SDK's defaults get a baseline, a fault between them shows, and edges finds their proxy.
 */
@Tag("stack")
class WithoutShopIT {
  static final Path PAGE = Path.of("docs/own-services.md");

  private static final int REQUESTS = 100;
  private static final int FAILING = 10;

  @TempDir private static Path folder;
  private static final Map<String, String> ENVIRONMENT = new HashMap<>();
  private static LinkedClone clone;
  private static Ran status;
  private static Ran traffic;
  private static Ran demo;
  private static Ran doctorOfATakenPort;
  private static Ran doctor;
  private static Ran wrongEdges;
  private static Ran edges;
  private static Ran page;

  @BeforeAll
  static void typeThePage() throws IOException {
    RealStack.requireTools();
    List.of("python3", "curl", "seq").forEach(MachinePrograms::required);
    clone = LinkedClone.in(folder, RealStack.root());
    Settings settings = Ports.free(Settings.ofThisProcess());
    for (Port port : Port.values()) {
      ENVIRONMENT.put(port.setting().name(), settings.text(port.setting()));
    }
    // Both snapshots wait as long.
    ENVIRONMENT.put(Catalogue.TRACE_GAP.name(), "PT3S");
    List<Documented> commands = DocumentedCommands.of(clone.root(), PAGE);
    installOrSkip(commands);
    clone.edges("edges:\n  - {from: gateway, to: checkout, listen: here}\n");
    wrongEdges = typed(commands.get(0).text());
    clone.edges(OwnServices.edges(ENVIRONMENT));
    Ran up;
    try (ServerSocket other =
        new ServerSocket(settings.port(Port.SERVICE_A), 1, InetAddress.getLoopbackAddress())) {
      assertThat(other.isBound()).isTrue();
      doctorOfATakenPort = typed("./spanline doctor");
      up = typed(commands.get(0).text());
    }
    assertThat(up.exit()).as(up.output()).isZero();
    assertThat(up.output()).contains("http://" + settings.address(Port.OTLP_HTTP), PAGE.toString());
    status = typed("./spanline status");
    traffic = typed("./spanline traffic");
    demo = typed("./spanline demo --running");
    doctor = typed("./spanline doctor");
    edges = typed("./spanline edges");
    page =
        clone.run(
            ENVIRONMENT,
            "bash",
            "-c",
            OwnServices.script(commands.subList(1, commands.size()), ENVIRONMENT));
  }

  @AfterAll
  static void stop() {
    if (!ENVIRONMENT.isEmpty()) {
      typed("./spanline down");
    }
  }

  @Test
  void everyCommandOfThePageEndsWell() {
    assertThat(page.exit()).as(page.output()).isZero();
    assertThat(page.output())
        .contains("stock CPU and heap not known")
        .doesNotContain("\tat ", "Exception");
  }

  @Test
  void theStackRunsWithoutTheShop() {
    assertThat(status.exit()).as(status.output()).isZero();
    assertThat(status.output())
        .contains("toxiproxy", "jaeger", "collector", "streams-baseline", "capture-writer")
        .doesNotContain("service-");
    assertThat(doctor.exit()).as(doctor.output()).isZero();
  }

  @Test
  void aTakenPortOfTheShopMattersOnlyToTheShop() {
    assertThat(doctorOfATakenPort.exit()).as(doctorOfATakenPort.output()).isEqualTo(2);
    assertThat(doctorOfATakenPort.output()).contains("up --without-shop does not need it");
  }

  @Test
  void whatNeedsTheShopSaysSoAndWhatToDo() {
    assertThat(List.of(traffic, demo))
        .allSatisfy(
            ran -> {
              assertThat(ran.exit()).as(ran.output()).isEqualTo(2);
              assertThat(ran.output())
                  .contains("service-a does not run", PAGE.toString(), "./spanline up")
                  .doesNotContain("\\u");
            });
  }

  @Test
  void theBaselineCountsEveryRequestOfBothServicesAndEveryCallBetweenThem() throws IOException {
    JsonNode baseline = baseline("normal");

    assertThat(baseline.path("services").fieldNames())
        .toIterable()
        .containsExactly("checkout", "stock");
    assertThat(baseline.path("edges").fieldNames()).toIterable().containsExactly("checkout->stock");
    assertCounts(baseline.path("services").path("checkout"), "requests");
    assertCounts(baseline.path("services").path("stock"), "requests");
    assertCounts(baseline.path("edges").path("checkout->stock"), "calls");
    assertThat(baseline.at("/edges/checkout->stock/unanswered").asInt()).isZero();
    assertThat(baseline.at("/services/checkout/operations").fieldNames())
        .toIterable()
        .containsExactly("GET /orders/<int:item>");
  }

  @Test
  void aReplayOfTheirCaptureFindsTheTraceOfEachRequest() throws IOException {
    Path file = clone.root().resolve("data/replays/replay_001.manifest.json");
    assertThat(file).as(page.output()).exists();
    JsonNode replay = FileFormat.JSON.readTree(file.toFile());

    assertThat(replay.at("/counts/sent").asInt()).isEqualTo(REQUESTS);
    assertThat(replay.at("/pairs/found").asInt()).as(replay.toString()).isEqualTo(REQUESTS);
    assertThat(replay.at("/counts/statuses/502").asInt()).isEqualTo(FAILING);
    JsonNode again = baseline("again");
    assertCounts(again.path("services").path("checkout"), "requests");
    assertCounts(again.path("edges").path("checkout->stock"), "calls");
    assertThat(again.path("warnings").toString()).contains("which replay_001 made");
  }

  @Test
  void aFaultOnTheProxyOfTheirEdgeShowsInItsGapAndNotInTheCallee() throws IOException {
    JsonNode slow = baseline("slow");

    assertCounts(slow.path("services").path("checkout"), "requests");
    assertCounts(slow.path("edges").path("checkout->stock"), "calls");
    assertThat(slow.at("/edges/checkout->stock/gap/p50_ms").asDouble()).isGreaterThan(50);
    assertThat(slow.at("/edges/checkout->stock/server/p50_ms").asDouble()).isLessThan(50);
    assertThat(slow.path("warnings").toString()).contains("toxic");
  }

  /** A machine that runs all tests at once may be late with too many requests, or not steady. */
  @Test
  void anExperimentOnTheirEdgeEndsInAVerdict() throws IOException {
    Path folder = clone.root().resolve("data/experiments/experiment_001");
    assertThat(folder).as(page.output()).exists();
    if (Files.readString(folder.resolve("journal.json")).contains("\"not_steady\"")) {
      assertThat(page.output()).contains("not steady, so nothing was done: checkout's p");
      return;
    }
    JsonNode verdict = FileFormat.JSON.readTree(folder.resolve("verdict.json").toFile());

    assertThat(verdict.at("/proof/proved").asBoolean()).as(verdict.toString()).isTrue();
    assertThat(verdict.at("/proof/measured_ms").asDouble()).isBetween(90.0, 150.0);
    assertThat(verdict.at("/radius/target").toString()).isEqualTo("[\"checkout->stock\"]");
    assertThat(verdict.path("outcome").asText()).isIn("fail", "inconclusive", "invalid");
    assertThat(verdict.at("/counts/missing").asInt()).isZero();
    assertThat(FileFormat.JSON.readTree(folder.resolve("experiment.json").toFile()).path("targets"))
        .hasToString("{\"checkout\":\"http://127.0.0.1:%s\"}".formatted(port("8003")));
  }

  /** From spans alone: no entry of edges.yaml names these services. */
  @Test
  void edgesFindsTheProxyOfTheirEdgeOnceItIsThere() {
    String stock = "127.0.0.1:" + port("8002");
    String proxy = "127.0.0.1:" + port("8202");

    assertThat(page.output())
        .containsPattern("checkout->stock goes through no proxy.* instead of " + stock)
        .contains("\"upstream\":\"" + stock + "\"")
        .contains("checkout-to-stock: latency=50 is off")
        .containsPattern("checkout->stock +checkout-to-stock +101 +" + proxy)
        .containsPattern("checkout->stock +none +101 +" + stock);
  }

  @Test
  void theStackMakesAProxyThatEdgesYamlDescribes() {
    assertThat(edges.exit()).as(edges.output()).isZero();
    assertThat(edges.output())
        .containsPattern("gateway->checkout +gateway-to-checkout +0 +127.0.0.1:" + port("8302"))
        .doesNotContain("missing", "a-to-b");
  }

  @Test
  void aWrongEdgeIsRefusedBeforeAnythingStarts() {
    assertThat(wrongEdges.exit()).as(wrongEdges.output()).isEqualTo(2);
    assertThat(wrongEdges.output())
        .contains("infra/edges.yaml, line 2: proxy: is missing")
        .contains("infra/edges.yaml, line 2: upstream: is missing")
        .contains("infra/edges.yaml, line 2: listen: must be host:port")
        .doesNotContain("\tat ", "Exception");
  }

  /** The stack is down by now. */
  @Test
  void aToxiproxyOfOnesOwnIsAskedWhetherAStackRunsOrNot() {
    try (RealStack other =
        RealStack.start(folder.resolve("other"), Set.of(Component.TOXIPROXY), Map.of())) {
      String api = other.address(Port.TOXIPROXY);
      new Toxiproxy(api)
          .create(new Toxiproxy.Proxy("away", "127.0.0.1:0", "127.0.0.1:1", true, List.of()));

      Ran found = typed("SPANLINE_TOXIPROXY_API=http://%s ./spanline edges".formatted(api));

      assertThat(found.exit()).as(found.output()).isZero();
      assertThat(found.output())
          .containsPattern("no call seen +away +0 ")
          .contains("no stack is running")
          .contains("proxy gateway-to-checkout of gateway->checkout in infra/edges.yaml is not in");
    }
  }

  @Test
  void withoutToxiproxyOrStackItSaysWhatToDo() {
    Ran silent = typed("SPANLINE_TOXIPROXY_API=http://127.0.0.1:1 ./spanline edges");
    Ran nothing = typed("./spanline edges");

    assertThat(silent.exit()).as(silent.output()).isEqualTo(1);
    assertThat(silent.output()).contains("Toxiproxy does not answer at http://127.0.0.1:1");
    assertThat(nothing.exit()).as(nothing.output()).isEqualTo(2);
    assertThat(nothing.output()).contains("no stack is running", "./spanline up");
  }

  private static String port(String onThePage) {
    return OwnServices.port(onThePage, ENVIRONMENT);
  }

  private static void assertCounts(JsonNode row, String counted) {
    assertThat(row.path(counted).asInt()).as(row.toString()).isEqualTo(REQUESTS);
    assertThat(row.path("errors").asInt()).as(row.toString()).isEqualTo(FAILING);
  }

  private static JsonNode baseline(String name) throws IOException {
    Path file = clone.root().resolve("data/baselines/%s_baseline.yaml".formatted(name));
    assertThat(file).as(page.output()).exists();
    return new YAMLMapper().readTree(file.toFile());
  }

  /** A machine without the packages and a registry cannot follow the page. */
  private static void installOrSkip(List<Documented> commands) {
    for (Documented command : commands) {
      if (command.text().matches(".*(-m venv|/pip install) .*")) {
        Ran ran = typed(command.text());
        assumeTrue(
            ran.exit() == 0
                || Settings.ofThisProcess().value(Catalogue.REQUIRE).contains("programs"),
            command.text() + " failed: " + ran.output());
      }
    }
  }

  private static Ran typed(String command) {
    return clone.run(ENVIRONMENT, "bash", "-c", DocumentedCommands.atPorts(command, ENVIRONMENT));
  }
}

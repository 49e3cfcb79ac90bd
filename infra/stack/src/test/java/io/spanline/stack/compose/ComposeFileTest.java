package io.spanline.stack.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Setting;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.stack.broker.KafkaBroker;
import io.spanline.stack.plan.Component;
import io.spanline.stack.plan.Edges;
import io.spanline.stack.plan.StackPlan;
import io.spanline.stack.run.Launches;
import io.spanline.stack.tool.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Docker Compose runs what the local stack runs: same versions, ports, edges, broker, order. */
class ComposeFileTest {
  private static final Checkout CHECKOUT = new Checkout(Path.of("../.."));
  private static final Settings BY_NAME = Settings.of(Map.of("SPANLINE_ADDRESSES", "by-name"));
  private static final Set<Setting<?>> OF_THE_MACHINE =
      Set.of(
          Catalogue.INSTANCE,
          Catalogue.STATE_DIR,
          Catalogue.DATA_DIR,
          Catalogue.BIND,
          Catalogue.HOSTS,
          Catalogue.CACHE,
          Catalogue.RELEASES,
          Catalogue.OTELCOL,
          Catalogue.TOXIPROXY,
          Catalogue.JAEGER,
          Catalogue.BROKER,
          Catalogue.REQUIRE);
  private static final Set<Port> PUBLISHED =
      Set.of(
          Port.SERVICE_A,
          Port.TOXIPROXY,
          Port.KAFKA,
          Port.OTLP_HTTP,
          Port.OTLP_GRPC,
          Port.JAEGER,
          Port.STREAMS_BASELINE,
          Port.CAPTURE_WRITER);

  /** Places, and what makes a start on two cores quicker or is for share groups alone. */
  private static final Pattern OF_THE_LOCAL_BROKER =
      Pattern.compile(
          "listeners|controller\\.quorum\\.voters|log\\.dirs"
              + "|num\\..*|background\\.threads|share\\.coordinator\\..*");

  @TempDir private Path folder;
  private ComposeFile compose;

  @BeforeEach
  void read() throws IOException {
    compose = ComposeFile.of(CHECKOUT);
  }

  @Test
  void aServiceBearsTheNameOfEachProcessAndOfEachPortsHost() {
    for (Component component : Component.values()) {
      assertThat(compose.services()).containsKey(component.processName());
      assertThat(component.ports())
          .allMatch(port -> port.process().equals(component.processName()));
    }
  }

  @Test
  void imagesAreOfThePinnedVersions() throws IOException {
    String pom = Files.readString(CHECKOUT.file("pom.xml"));

    assertThat(images())
        .contains(
            "apache/kafka:" + first(pom, "<kafka.version>(.+)</kafka.version>"),
            "jaegertracing/jaeger:" + Tool.JAEGER.version(),
            "ghcr.io/shopify/toxiproxy:" + Tool.TOXIPROXY.version(),
            "otel/opentelemetry-collector-contrib:" + Tool.COLLECTOR.version())
        .hasSize(7)
        .allMatch(image -> image.matches("[a-z0-9./-]+:[0-9]+\\.[0-9]+\\.[0-9].*"));
    assertThat(compose.environment("service-a"))
        .containsEntry(
            "OTEL_SERVICE_VERSION",
            first(pom, "<version>(.+)</version>").replaceFirst("-SNAPSHOT$", ""));
  }

  /** The public images: all but ours, in the Dockerfiles too. */
  private List<String> images() throws IOException {
    List<String> images = new ArrayList<>();
    for (String file : List.of("infra/docker/Dockerfile", "infra/docker/collector.Dockerfile")) {
      Matcher from =
          Pattern.compile("(?m)^FROM (?!program)(\\S+)")
              .matcher(Files.readString(CHECKOUT.file(file)));
      while (from.find()) {
        images.add(from.group(1));
      }
    }
    compose.services().keySet().stream()
        .map(service -> compose.service(service).path("image").asText())
        .filter(image -> !image.startsWith("spanline-"))
        .forEach(images::add);
    return images;
  }

  @Test
  void thePortsThatPeopleUseArePublishedOnTheLoopback() {
    Set<String> published = new TreeSet<>();
    for (Port port : PUBLISHED) {
      int number = BY_NAME.port(port);
      int inner = port == Port.KAFKA ? 29092 : number;
      published.add("%s 127.0.0.1:%d:%d".formatted(port.process(), number, inner));
    }
    Set<String> found = new TreeSet<>();
    for (String service : compose.services().keySet()) {
      compose.texts(service, "/ports").forEach(each -> found.add(service + " " + each));
    }

    assertThat(found).isEqualTo(published);
  }

  @Test
  void servicesGetWhatTheLocalStackGivesThem() throws IOException {
    Launches local =
        new Launches(StackPlan.of(CHECKOUT, BY_NAME, Set.of(), Map.of()), Edges.of(CHECKOUT));
    for (Component component :
        List.of(Component.SERVICE_A, Component.SERVICE_B, Component.SERVICE_C)) {
      Map<String, String> given = new TreeMap<>(local.environment(component));
      // Ports are the defaults, which the files know; nobody needs the peers that others call.
      given.keySet().removeIf(name -> name.startsWith("SPANLINE_") || isOfOthers(component, name));

      assertThat(compose.environment(component.processName()))
          .containsAllEntriesOf(given)
          .containsEntry("SHOP_HOST", "0.0.0.0");
    }
  }

  private static boolean isOfOthers(Component component, String name) {
    return name.startsWith("PEER_")
        && !name.startsWith("PEER_" + first(component.name(), "SERVICE_(.)") + "_");
  }

  @Test
  void theBrokerIsConfiguredAsTheLocalOne() throws IOException {
    Properties local = KafkaBroker.properties(Settings.of(Map.of()), folder);
    Map<String, String> expected = new TreeMap<>();
    for (String property : local.stringPropertyNames()) {
      if (!OF_THE_LOCAL_BROKER.matcher(property).matches()) {
        expected.put(
            "KAFKA_" + property.toUpperCase(Locale.ROOT).replace('.', '_'),
            local.getProperty(property));
      }
    }

    assertThat(compose.environment("kafka"))
        .containsAllEntriesOf(expected)
        .containsEntry("KAFKA_ADVERTISED_LISTENERS", "INNER://kafka:9092,OUTER://127.0.0.1:9092");
  }

  @Test
  void everySettingIsPassedOnOrBelongsToTheMachine() {
    Set<String> passed = new TreeSet<>();
    compose
        .service("streams-baseline")
        .path("environment")
        .fieldNames()
        .forEachRemaining(passed::add);
    OF_THE_MACHINE.forEach(setting -> passed.add(setting.name()));
    for (Port port : Port.values()) {
      passed.add(port.setting().name());
    }

    assertThat(passed)
        .containsExactlyInAnyOrderElementsOf(Catalogue.all().stream().map(Setting::name).toList());
    for (String service : List.of("streams-baseline", "capture-writer")) {
      Settings settings = Settings.of(compose.environment(service));
      assertThat(settings.isByName()).isTrue();
      assertThat(settings.value(Catalogue.BIND)).isEqualTo("0.0.0.0");
      assertThat(settings.value(Catalogue.HOSTS)).containsExactly(service);
    }
  }

  @Test
  void theTokenIsSeenByThoseAloneThatNeedIt() {
    assertThat(
            compose.services().keySet().stream()
                .filter(
                    service ->
                        compose.texts(service, "/volumes").stream()
                            .anyMatch(each -> each.startsWith("token:")))
                .toList())
        .containsExactlyInAnyOrder(
            "init", "streams-baseline", "capture-writer", "demo", "spanline");
  }

  @Test
  void noContainerHasAPrivilegeThatItDoesNotName() {
    assertThat(compose.services().keySet())
        .allSatisfy(
            service ->
                assertThat(List.of("cap_drop", "security_opt"))
                    .flatExtracting(list -> compose.texts(service, "/" + list))
                    .containsExactly("ALL", "no-new-privileges:true"));
  }

  @Test
  void eachWaitsForThoseItUsesToBeHealthyAndIsStoppedAfterItsGrace() {
    for (Component component : Component.values()) {
      String service = component.processName();
      Set<String> used = new TreeSet<>();
      component.uses().forEach(each -> used.add(each.processName()));
      Port asked =
          component == Component.JAEGER
              ? Port.JAEGER_HEALTH
              : component == Component.COLLECTOR ? Port.COLLECTOR_HEALTH : component.ports().get(0);

      assertThat(String.join(" ", compose.texts(service, "/healthcheck/test")))
          .contains(String.valueOf(BY_NAME.port(asked)));
      assertThat(compose.dependencies(service).keySet()).containsAll(used);
      assertThat(compose.dependencies(service)).allSatisfy(this::waitsForTheRightThing);
      assertThat(compose.service(service).path("stop_grace_period").asText("10s"))
          .isEqualTo(component.grace().toSeconds() + "s");
    }
  }

  private void waitsForTheRightThing(String service, String condition) {
    assertThat(condition)
        .isEqualTo(
            Set.of("init", "topics").contains(service)
                ? "service_completed_successfully"
                : "service_healthy");
  }

  @Test
  void whatTheCommandLineWaitsForIsAllButTheShop() {
    Set<String> pipeline = new TreeSet<>(List.of("init", "topics", "toxics-sweeper"));
    EnumSet.complementOf(EnumSet.copyOf(Component.SHOP))
        .forEach(component -> pipeline.add(component.processName()));

    assertThat(compose.dependencies("spanline").keySet())
        .containsExactly(
            "capture-writer", "collector", "streams-baseline", "toxics-sweeper", "toxiproxy");
    assertThat(startedWith("spanline")).isEqualTo(pipeline);
    assertThat(startedWith("demo")).containsAll(pipeline).contains("service-a");
  }

  /** Others that Compose starts with a service. */
  private Set<String> startedWith(String service) {
    Set<String> started = new TreeSet<>();
    for (String each : compose.dependencies(service).keySet()) {
      started.add(each);
      started.addAll(startedWith(each));
    }
    return started;
  }

  @Test
  void aSweeperThatDiesIsAlwaysStartedAgain() {
    assertThat(compose.service("toxics-sweeper").path("restart").asText())
        .isEqualTo("unless-stopped");
  }

  @Test
  void toxiproxyIsToldToServeTheListOfEdgesOnEveryAddress() throws IOException {
    assertThat(compose.texts("toxiproxy", "/command"))
        .containsExactly(
            "-host", "0.0.0.0", "-port", "8474", "-config", "/etc/spanline/toxiproxy.json");
    assertThat(Edges.of(CHECKOUT).toxiproxyConfig(BY_NAME))
        .contains("\"listen\" : \"0.0.0.0:18183\"", "\"upstream\" : \"service-c:18083\"");
  }

  @Test
  void theCollectorReadsTheFilesThatInitWrites() {
    assertThat(compose.texts("collector", "/command"))
        .containsExactly(
            "--config=/etc/spanline/otel-collector-config.yaml",
            "--config=/etc/spanline/" + Path.of(Launches.COLLECTOR_SAMPLING).getFileName());
  }

  private static String first(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }
}

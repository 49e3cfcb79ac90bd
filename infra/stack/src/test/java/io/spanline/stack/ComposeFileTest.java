package io.spanline.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Setting;
import io.spanline.settings.Settings;
import io.spanline.stack.tool.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
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
  private static final Set<String> OF_THE_MACHINE =
      Set.of(
          Catalogue.INSTANCE.name(),
          Catalogue.STATE_DIR.name(),
          Catalogue.DATA_DIR.name(),
          Catalogue.BIND.name(),
          Catalogue.HOSTS.name(),
          Catalogue.CACHE.name(),
          Catalogue.RELEASES.name(),
          Catalogue.OTELCOL.name(),
          Catalogue.TOXIPROXY.name(),
          Catalogue.JAEGER.name(),
          Catalogue.BROKER.name(),
          Catalogue.REQUIRE.name());
  private static final Set<Port> WITHIN =
      EnumSet.of(
          Port.KAFKA_CONTROLLER, Port.JAEGER_OTLP_GRPC, Port.JAEGER_OTLP_HTTP, Port.JAEGER_HEALTH);

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
    String collector = Files.readString(CHECKOUT.file("infra/docker/collector.Dockerfile"));

    assertThat(compose.image("kafka"))
        .isEqualTo("apache/kafka:" + first(pom, "<kafka.version>(.+)</kafka.version>"));
    assertThat(compose.image("jaeger")).isEqualTo("jaegertracing/jaeger:" + Tool.JAEGER.version());
    assertThat(compose.image("toxiproxy"))
        .isEqualTo("ghcr.io/shopify/toxiproxy:" + Tool.TOXIPROXY.version());
    assertThat(first(collector, "(?m)^FROM (\\S+) AS collector$"))
        .isEqualTo("otel/opentelemetry-collector-contrib:" + Tool.COLLECTOR.version());
    assertThat(compose.environment("service-a"))
        .containsEntry(
            "OTEL_SERVICE_VERSION",
            first(pom, "<version>(.+)</version>").replaceFirst("-SNAPSHOT$", ""));
  }

  @Test
  void everyImageHasATagThatIsNotLatest() throws IOException {
    List<String> images = new ArrayList<>();
    for (String file : List.of("infra/docker/Dockerfile", "infra/docker/collector.Dockerfile")) {
      Matcher from =
          Pattern.compile("(?m)^FROM (\\S+)").matcher(Files.readString(CHECKOUT.file(file)));
      while (from.find()) {
        images.add(from.group(1));
      }
    }
    images.remove("program");
    images.remove("program");
    compose.services().keySet().stream()
        .filter(service -> !compose.service(service).containsKey("build"))
        .forEach(service -> images.add(compose.image(service)));

    assertThat(images).hasSize(7).allMatch(image -> image.matches("[a-z0-9./-]+:[0-9].*"));
  }

  @Test
  void everyPortIsTheLocalStacksInsideAndOutside() throws IOException {
    Map<String, String> defaults = new TreeMap<>();
    Set<String> published = new TreeSet<>();
    for (Port port : Port.values()) {
      defaults.put(port.setting().name(), port.setting().defaultText());
      if (!WITHIN.contains(port)) {
        int number = BY_NAME.port(port);
        int inner = port == Port.KAFKA ? 29092 : number;
        published.add("%s 127.0.0.1:%d:%d".formatted(port.process(), number, inner));
      }
    }
    Set<String> found = new TreeSet<>();
    for (String service : compose.services().keySet()) {
      compose.ports(service).forEach(each -> found.add(service + " " + each));
    }

    assertThat(found).isEqualTo(published);
    for (String service : List.of("init", "topics", "jaeger", "collector", "service-a", "demo")) {
      assertThat(compose.environment(service)).containsAllEntriesOf(defaults);
    }
  }

  @Test
  void servicesAndCollectorGetWhatTheLocalStackGivesThemWithNamesForHosts() throws IOException {
    for (Component component :
        List.of(
            Component.SERVICE_A,
            Component.SERVICE_B,
            Component.SERVICE_C,
            Component.COLLECTOR,
            Component.JAEGER)) {
      Map<String, String> local = localEnvironment(component);
      Map<String, String> found = compose.environment(component.processName());

      assertThat(found).containsAllEntriesOf(local);
      found.keySet().removeAll(local.keySet());
      assertThat(found.keySet())
          .isSubsetOf(
              "SHOP_HOST",
              "COLLECTOR_BIND",
              "COLLECTOR_QUEUE_DIR",
              "JAEGER_BIND",
              "OTEL_SERVICE_VERSION");
      found.forEach(
          (name, value) -> {
            if (name.endsWith("_HOST") || name.endsWith("_BIND")) {
              assertThat(value).isEqualTo("0.0.0.0");
            }
          });
    }
  }

  /** Without the one setting of ours that these programs do not read. */
  private static Map<String, String> localEnvironment(Component component) throws IOException {
    StackPlan plan = StackPlan.of(CHECKOUT, BY_NAME, Set.of(), Map.of());
    Map<String, String> environment =
        new HashMap<>(new Launches(plan, Edges.of(CHECKOUT)).environment(component));
    environment.remove(Catalogue.ADDRESSES.name());
    return environment;
  }

  @Test
  void theBrokerIsConfiguredAsTheLocalOne() throws IOException {
    Map<String, String> environment = compose.environment("kafka");
    Properties local = KafkaBroker.properties(Settings.of(Map.of()), folder);
    Set<String> ofPlaces = Set.of("listeners", "controller.quorum.voters", "log.dirs");

    for (String property : local.stringPropertyNames()) {
      String variable = "KAFKA_" + property.toUpperCase(Locale.ROOT).replace('.', '_');
      assertThat(environment).containsKey(variable);
      if (!ofPlaces.contains(property)) {
        assertThat(environment).containsEntry(variable, local.getProperty(property));
      }
    }
    assertThat(environment)
        .containsEntry("KAFKA_ADVERTISED_LISTENERS", "INNER://kafka:9092,OUTER://127.0.0.1:9092");
  }

  @Test
  void everySettingIsPassedOnOrBelongsToTheMachine() {
    Set<String> passed = new TreeSet<>(compose.variables("streams-baseline"));
    passed.addAll(OF_THE_MACHINE);

    assertThat(passed)
        .containsExactlyInAnyOrderElementsOf(Catalogue.all().stream().map(Setting::name).toList());
    for (String service : List.of("streams-baseline", "capture-writer")) {
      Settings settings = Settings.of(compose.environment(service));
      assertThat(settings.isByName()).isTrue();
      assertThat(settings.value(Catalogue.BIND)).isEqualTo("0.0.0.0");
      assertThat(settings.value(Catalogue.HOSTS)).containsExactly(service);
      assertThat(settings.value(Catalogue.TOKEN_FILE)).isEqualTo(Path.of("/run/spanline/token"));
    }
  }

  @Test
  void theTokenIsSeenByThoseAloneThatNeedIt() {
    assertThat(compose.services().keySet().stream().filter(this::seesTheToken).toList())
        .containsExactlyInAnyOrder(
            "init", "streams-baseline", "capture-writer", "demo", "spanline");
  }

  @Test
  void eachWaitsForThoseItUsesToBeHealthyAndIsStoppedAfterItsGrace() {
    for (Component component : Component.values()) {
      String service = component.processName();
      Set<String> used = new TreeSet<>();
      component.uses().forEach(each -> used.add(each.processName()));

      assertThat(compose.healthCheck(service))
          .contains(
              String.valueOf(
                  BY_NAME.port(
                      component == Component.JAEGER
                          ? Port.JAEGER_HEALTH
                          : component == Component.COLLECTOR
                              ? Port.COLLECTOR_HEALTH
                              : component.ports().get(0))));
      assertThat(compose.dependencies(service).keySet()).containsAll(used);
      assertThat(compose.dependencies(service)).allSatisfy(this::waitsForTheRightThing);
      assertThat(compose.service(service).getOrDefault("stop_grace_period", "10s"))
          .isEqualTo(component.grace().toSeconds() + "s");
    }
  }

  private boolean seesTheToken(String service) {
    return compose.volumes(service).stream().anyMatch(volume -> volume.startsWith("token:"));
  }

  private void waitsForTheRightThing(String service, String condition) {
    assertThat(condition)
        .isEqualTo(
            Set.of("init", "topics").contains(service)
                ? "service_completed_successfully"
                : "service_healthy");
  }

  @Test
  void toxiproxyIsToldToServeTheListOfEdgesOnEveryAddress() throws IOException {
    assertThat(compose.command("toxiproxy"))
        .containsExactly(
            "-host", "0.0.0.0", "-port", "8474", "-config", "/etc/spanline/toxiproxy.json");
    assertThat(Edges.of(CHECKOUT).toxiproxyConfig(BY_NAME))
        .contains("\"listen\" : \"0.0.0.0:18183\"", "\"upstream\" : \"service-c:18083\"");
  }

  private static String first(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }
}

package io.spanline.settings;

import io.spanline.model.Address;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The one list of Spanline's settings; a SPANLINE_ variable that is not in it is an error. */
public final class Catalogue {
  /** Each setting adds itself, so that none can be left out. */
  private static final List<Setting<?>> ALL = new ArrayList<>();

  public static final Setting<Duration> TRACE_SETTLE =
      duration("TRACE_SETTLE", "PT2S", "quiet time after which a complete trace is emitted");
  public static final Setting<Duration> TRACE_GAP =
      duration("TRACE_GAP", "PT10S", "inactivity gap after which any trace is emitted");
  public static final Setting<Duration> TRACE_LIFETIME =
      duration("TRACE_LIFETIME", "PT60S", "longest time a trace stays open");
  public static final Setting<Duration> TRACE_HORIZON =
      duration("TRACE_HORIZON", "PT30S", "how long an emitted trace is remembered for late spans");
  public static final Setting<Integer> TRACE_MAX_SPANS =
      number("TRACE_MAX_SPANS", "10000", "most spans kept of one trace");
  public static final Setting<Integer> TRACE_MAX_BYTES =
      number("TRACE_MAX_BYTES", "1048576", "most bytes of spans kept of one trace");
  public static final Setting<Integer> OPEN_MAX_BYTES =
      number(
          "OPEN_MAX_BYTES",
          "268435456",
          "most bytes of open traces a partition, and no more than its share of the heap;"
              + " beyond, the oldest is emitted as evicted");
  public static final Setting<Integer> OPEN_MAX_TRACES =
      number(
          "OPEN_MAX_TRACES",
          "100000",
          "most open traces a partition; beyond, the oldest is emitted as evicted");
  public static final Setting<Encoding> TRACES_ENCODING =
      choice(
          "TRACES_ENCODING",
          "json",
          "how streams-baseline writes the topic traces: json, which people read, or otlp-proto",
          Encoding.class);
  public static final Setting<Duration> STATISTICS_WINDOW =
      duration("STATISTICS_WINDOW", "PT10S", "length of a statistics window");
  public static final Setting<Duration> STATISTICS_RETENTION =
      duration("STATISTICS_RETENTION", "PT1H", "how long a window still takes requests");
  public static final Setting<Integer> STATISTICS_MAX_SERVICES =
      number(
          "STATISTICS_MAX_SERVICES",
          "500",
          "most services with statistics of their own at a time; further ones share __overflow__");
  public static final Setting<Integer> STATISTICS_MAX_OPERATIONS =
      number("STATISTICS_MAX_OPERATIONS", "2000", "most operations of all services, likewise");
  public static final Setting<Integer> STATISTICS_MAX_EDGES =
      number("STATISTICS_MAX_EDGES", "2000", "most edges, likewise");
  public static final Setting<Duration> COMMIT_INTERVAL =
      duration("COMMIT_INTERVAL", "PT1S", "time between commits of streams-baseline");
  public static final Setting<BigDecimal> AGENT_SAMPLING_RATIO =
      setting(
          "AGENT_SAMPLING_RATIO",
          "1",
          "share of the traces that the agents of the services record, such as 0.1;"
              + " below 1, every count is one of the sample",
          text -> Readers.share(BigDecimal.ONE, text));
  public static final Setting<BigDecimal> COLLECTOR_SAMPLING_PERCENTAGE =
      setting(
          "COLLECTOR_SAMPLING_PERCENTAGE",
          "100",
          "share of these that the Collector keeps, such as 10; below 100, likewise",
          text -> Readers.share(BigDecimal.valueOf(100), text));
  public static final Setting<String> INSTANCE =
      setting(
          "INSTANCE",
          "1",
          "name of this streams-baseline among those that share the work; a restart keeps its name",
          Readers::instance);
  public static final Setting<Path> STATE_DIR =
      path("STATE_DIR", ".spanline/state", "folder of streams-baseline's local state");
  public static final Setting<Path> DATA_DIR =
      path("DATA_DIR", "data", "folder of captures/ and baselines/");
  public static final Setting<Addresses> ADDRESSES =
      choice(
          "ADDRESSES",
          "loopback",
          "where the processes reach each other: loopback, or by-name, each at the host of its name"
              + " on its default port, as in Docker Compose; SPANLINE_PORT_ then names published ports",
          Addresses.class);
  public static final Setting<String> BIND =
      setting(
          "BIND",
          "127.0.0.1",
          "address that the REST interfaces listen on; other than the loopback only with a token",
          Readers::text);
  public static final Setting<Path> TOKEN_FILE =
      path(
          "TOKEN_FILE",
          "",
          "file with the token that every REST request but health must bring; empty: none");
  public static final Setting<Set<String>> HOSTS =
      setting(
          "HOSTS",
          "",
          "further names in the header Host that the REST interfaces answer to, separated by commas",
          Readers::hosts);
  public static final Setting<Set<String>> ALLOWED_ATTRIBUTES =
      setting(
          "ALLOWED_ATTRIBUTES",
          "",
          "attributes of resources, scopes and spans (not events) that Collector and captures keep"
              + " besides observability/allow-list.yaml, such as app.tenant,app.plan",
          Readers::attributes);
  public static final Setting<Path> CACHE =
      path("CACHE", "", "folder of downloaded and built tools; empty: this system's cache folder");

  /** Empty where nothing is to be downloaded. */
  public static final Setting<Optional<URI>> RELEASES =
      setting(
          "RELEASES",
          "https://github.com",
          "where the tools' releases are downloaded from, github.com or a mirror; none: nowhere",
          Readers::releases);

  public static final Setting<Path> OTELCOL =
      path("OTELCOL", "", "the Collector program to run; empty: looked for, else fetched or built");
  public static final Setting<Path> TOXIPROXY =
      path("TOXIPROXY", "", "the toxiproxy-server program to run; empty: likewise");
  public static final Setting<Optional<Address>> TOXIPROXY_API =
      setting(
          "TOXIPROXY_API",
          "",
          "the API of a Toxiproxy that is not the stack's, such as http://host:8474: its proxies are"
              + " the edges, toxics are set and watched there; empty: the stack's",
          Readers::api);
  public static final Setting<Path> JAEGER =
      path("JAEGER", "", "the Jaeger v2 program to run; empty: likewise");
  public static final Setting<Broker> BROKER =
      choice(
          "BROKER",
          "auto",
          "broker of the tests: docker, embedded or auto (docker when it answers)",
          Broker.class);
  public static final Setting<Set<String>> REQUIRE =
      setting(
          "REQUIRE",
          "",
          "what a test run must have, so that nothing is skipped: tools, browser, programs"
              + " (other shells, jq, curl, a second JDK)",
          text -> Readers.subset(Set.of("tools", "browser", "programs"), text));

  static {
    for (Port port : Port.values()) {
      ALL.add(port.setting());
    }
  }

  private Catalogue() {}

  /** Every setting, ports last, in the order that people should read them. */
  public static List<Setting<?>> all() {
    return Collections.unmodifiableList(ALL);
  }

  private static Setting<Duration> duration(String name, String byDefault, String meaning) {
    return setting(name, byDefault, meaning, Readers::duration);
  }

  private static Setting<Integer> number(String name, String byDefault, String meaning) {
    return setting(name, byDefault, meaning, Readers::wholeNumber);
  }

  private static Setting<Path> path(String name, String byDefault, String meaning) {
    return setting(name, byDefault, meaning, Readers::path);
  }

  private static <E extends Enum<E>> Setting<E> choice(
      String name, String byDefault, String meaning, Class<E> type) {
    return setting(name, byDefault, meaning, text -> Readers.choice(type, text));
  }

  private static <T> Setting<T> setting(
      String name, String byDefault, String meaning, Function<String, T> reader) {
    Setting<T> setting = new Setting<>("SPANLINE_" + name, meaning, byDefault, reader);
    ALL.add(setting);
    return setting;
  }

  /** How the values of the topic {@code traces} are written; readers find it out per record. */
  public enum Encoding {
    JSON,
    OTLP_PROTO
  }

  /** Where the processes reach each other. */
  public enum Addresses {
    /** All are on one machine, at 127.0.0.1. */
    LOOPBACK,
    /** Each is at the host of its name, on its default port. */
    BY_NAME
  }

  /** Where the tests' Kafka broker comes from. */
  public enum Broker {
    AUTO,
    DOCKER,
    EMBEDDED
  }
}

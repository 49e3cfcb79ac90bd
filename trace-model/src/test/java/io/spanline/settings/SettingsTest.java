package io.spanline.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void takesTheCatalogueDefaultsWhereNothingIsSet() {
    Settings settings = Settings.of(Map.of("PATH", "/bin"));

    assertThat(settings.value(Catalogue.TRACE_SETTLE)).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.port(Port.KAFKA)).isEqualTo(9092);
    assertThat(settings.environment()).isEmpty();
  }

  @Test
  void takesWhatIsSet() {
    Settings settings =
        Settings.of(Map.of("SPANLINE_TRACE_GAP", "PT5S", "SPANLINE_TRACES_ENCODING", "otlp-proto"));

    assertThat(settings.value(Catalogue.TRACE_GAP)).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.value(Catalogue.TRACES_ENCODING)).isEqualTo(Catalogue.Encoding.OTLP_PROTO);
    assertThat(settings.isSet(Catalogue.TRACE_GAP)).isTrue();
  }

  @Test
  void attributesAreNamesBetweenCommas() {
    assertThat(allowed("app.tenant,app.plan")).containsExactlyInAnyOrder("app.tenant", "app.plan");
    assertThat(allowed("")).isEmpty();
    for (String wrong : List.of("a, b", "a,", ",a", "a b", "a;b", "app.*", "${env:HOME}")) {
      assertThatThrownBy(() -> allowed(wrong))
          .as(wrong)
          .hasMessageContaining("SPANLINE_ALLOWED_ATTRIBUTES: must be names of attributes");
    }
  }

  private static Set<String> allowed(String text) {
    return Settings.of(Map.of("SPANLINE_ALLOWED_ATTRIBUTES", text))
        .value(Catalogue.ALLOWED_ATTRIBUTES);
  }

  @Test
  void aRestInterfaceIsReachedWhereItListens() {
    assertThat(restAddress("127.0.0.2")).isEqualTo("127.0.0.2:18091");
    assertThat(restAddress("192.168.1.7")).isEqualTo("192.168.1.7:18091");
    assertThat(restAddress("::1")).isEqualTo("[::1]:18091");
    for (String bind : List.of("127.0.0.1", "localhost", "0.0.0.0", "::", "0:0:0:0:0:0:0:0")) {
      assertThat(restAddress(bind)).isEqualTo("127.0.0.1:18091");
    }
    assertThat(Settings.of(Map.of("SPANLINE_BIND", "127.0.0.2")).address(Port.KAFKA))
        .isEqualTo("127.0.0.1:9092");
  }

  @Test
  void aProcessIsAtTheHostOfItsNameWhereEachHasOne() {
    Settings settings =
        Settings.of(
            Map.of(
                "SPANLINE_ADDRESSES", "by-name",
                "SPANLINE_BIND", "0.0.0.0",
                "SPANLINE_PORT_JAEGER", "1234"));

    assertThat(settings.address(Port.KAFKA)).isEqualTo("kafka:9092");
    assertThat(settings.address(Port.PROXY_A_TO_B)).isEqualTo("toxiproxy:18182");
    assertThat(settings.address(Port.CAPTURE_WRITER)).isEqualTo("capture-writer:18091");
    assertThat(settings.address(Port.JAEGER)).isEqualTo("jaeger:16686");
    assertThat(settings.addressOnThisMachine(Port.JAEGER)).isEqualTo("127.0.0.1:1234");
    assertThat(settings.listenAddress()).isEqualTo("0.0.0.0");
  }

  @Test
  void toxiproxyIsTheStacksUnlessAnotherIsNamed() {
    assertThat(Settings.of(Map.of()).toxiproxyApi()).isEqualTo("127.0.0.1:8474");
    assertThat(Settings.of(Map.of("SPANLINE_ADDRESSES", "by-name")).toxiproxyApi())
        .isEqualTo("toxiproxy:8474");
    assertThat(toxiproxyApi("http://toxi.example.org:80/")).isEqualTo("toxi.example.org:80");
    assertThat(toxiproxyApi("http://[::1]:8475")).isEqualTo("[::1]:8475");
    assertThat(toxiproxyApi("")).isEqualTo("127.0.0.1:8474");
    assertThat(Settings.of(Map.of()).otherToxiproxy()).isNull();
    assertThat(other("http://127.0.0.1:8474")).isNull();
    assertThat(other("http://toxi.example.org:80")).isEqualTo("toxi.example.org:80");
    for (String wrong :
        List.of(
            "toxi:8474",
            "https://toxi:8474",
            "http://toxi",
            "http://toxi:8474/proxies",
            "http://u@toxi:8474",
            "http://:8474",
            "http://toxi:8474?x",
            "http://")) {
      assertThatThrownBy(() -> toxiproxyApi(wrong))
          .as(wrong)
          .hasMessageContaining(
              "SPANLINE_TOXIPROXY_API: must be an address such as http://host:8474");
    }
  }

  private static @Nullable String other(String api) {
    return Settings.of(Map.of("SPANLINE_TOXIPROXY_API", api)).otherToxiproxy();
  }

  private static String toxiproxyApi(String text) {
    return Settings.of(Map.of("SPANLINE_TOXIPROXY_API", text)).toxiproxyApi();
  }

  private static String restAddress(String bind) {
    return Settings.of(Map.of("SPANLINE_BIND", bind)).address(Port.CAPTURE_WRITER);
  }

  @Test
  void listsEveryProblemAtOnce() {
    Map<String, String> environment =
        Map.of(
            "SPANLINE_TRACE_GAP", "5s",
            "SPANLINE_PORT_KAFKA", "99999",
            "SPANLINE_TRACE_GAPS", "PT1S",
            "SPANLINE_REQUIRE", "tools,luck");

    assertThatThrownBy(() -> Settings.of(environment))
        .isInstanceOfSatisfying(
            SettingsException.class,
            e ->
                assertThat(e.problems())
                    .hasSize(4)
                    .anyMatch(problem -> problem.contains("such as PT2S, was '5s'"))
                    .anyMatch(problem -> problem.contains("SPANLINE_PORT_KAFKA: must be a port"))
                    .anyMatch(problem -> problem.contains("did you mean SPANLINE_TRACE_GAP?"))
                    .anyMatch(
                        problem -> problem.contains("browser, programs, tools, was 'tools,luck'")));
  }

  @Test
  void saysWhatBecameOfASettingThatHasEnded() {
    for (String text : List.of("exactly-once", "at-least-once")) {
      assertThatThrownBy(() -> Settings.of(Map.of("SPANLINE_GUARANTEE", text)))
          .isInstanceOfSatisfying(
              SettingsException.class,
              e ->
                  assertThat(e.problems())
                      .containsExactly(
                          "SPANLINE_GUARANTEE has ended:"
                              + " exactly-once is the only guarantee; unset it"));
    }
  }

  @Test
  void refusesTimesThatNoClockOfOursCanTell() {
    for (String time : List.of("PT0S", "-PT1S", "PT0.0005S", "P366D", "PT9000000000000000H")) {
      assertThatThrownBy(() -> Settings.of(Map.of("SPANLINE_STATISTICS_WINDOW", time)))
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("SPANLINE_STATISTICS_WINDOW: must be");
    }
  }

  @Test
  void aShareIsAboveNoneAndAtMostAll() {
    String name = Catalogue.COLLECTOR_SAMPLING_PERCENTAGE.name();
    for (String right : List.of("100", "100.0", "10", "0.05")) {
      assertThat(Settings.of(Map.of(name, right)).value(Catalogue.COLLECTOR_SAMPLING_PERCENTAGE))
          .isEqualTo(right);
    }
    for (String wrong : List.of("0", "0.0", "100.1", "-1", "1e1", "10 %", "")) {
      assertThatThrownBy(() -> Settings.of(Map.of(name, wrong)))
          .hasMessageContaining(name + ": must be a number such as 0.5, above 0 and at most 100")
          .hasMessageContaining("'" + wrong + "'");
    }
  }

  @Test
  void releasesComeFromAnAddressOrFromNowhere() {
    assertThat(releases("https://mirror.example/github/"))
        .contains(URI.create("https://mirror.example/github"));
    assertThat(Settings.of(Map.of()).value(Catalogue.RELEASES))
        .contains(URI.create("https://github.com"));
    assertThat(releases("none")).isEmpty();
    assertThat(releases("")).isEmpty();
    for (String wrong :
        List.of("github.com", "ftp://a", "http://", "https://u:p@a", "https://a?b")) {
      assertThatThrownBy(() -> releases(wrong))
          .hasMessageContaining("SPANLINE_RELEASES: must be an address")
          .hasMessageContaining("'" + wrong + "'");
    }
  }

  private static Optional<URI> releases(String text) {
    return Settings.of(Map.of("SPANLINE_RELEASES", text)).value(Catalogue.RELEASES);
  }

  @Test
  void everyPortAndEverySettingHasANameOfItsOwn() {
    List<String> names = Catalogue.all().stream().map(Setting::name).toList();
    List<Integer> ports =
        Stream.of(Port.values()).map(port -> Settings.of(Map.of()).port(port)).toList();

    assertThat(names).doesNotHaveDuplicates();
    assertThat(ports).doesNotHaveDuplicates();
  }
}

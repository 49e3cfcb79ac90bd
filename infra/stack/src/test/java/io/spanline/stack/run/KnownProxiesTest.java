package io.spanline.stack.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanline.clients.Toxic;
import io.spanline.clients.Toxic.Stream;
import io.spanline.clients.Toxiproxy.Proxy;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KnownProxiesTest {
  private static final Toxic FOREIGN = Toxic.latency(Stream.DOWNSTREAM, Duration.ofMillis(5));
  private static final Toxic OURS =
      new Toxic("spanline.me.1800000000.1", "latency", Stream.DOWNSTREAM, 0, new TreeMap<>());

  /** Marks a proxy that is down by one of ours. */
  private static final Toxic MARK =
      new Toxic(
          "spanline.me.1800000000.2",
          "latency",
          Stream.DOWNSTREAM,
          0,
          new TreeMap<>(Map.of("latency", 0L, "jitter", 0L)));

  private final Set<String> noted = new HashSet<>();
  private final KnownProxies known = new KnownProxies(noted::contains);

  @Test
  void thoseMadeSinceAreKeptUntilTheyAreDeletedAndThoseOfTheConfigurationAlways()
      throws IOException {
    known.saw(proxies(enabled("b-to-c")));
    known.saw(proxies(enabled("b-to-c"), enabled("mine")));
    assertThat(config().findValuesAsText("name")).containsExactly("b-to-c", "mine");

    known.saw(new TreeMap<>());

    assertThat(config().findValuesAsText("name")).containsExactly("b-to-c");
  }

  @Test
  void theyAreConfiguredAsTheyWereSeenLast() throws IOException {
    known.saw(proxies(enabled("b-to-c")));

    known.saw(proxies(new Proxy("b-to-c", "127.0.0.1:7", "127.0.0.1:8", false, List.of(FOREIGN))));

    assertThat(config())
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    [{"name": "b-to-c", "listen": "127.0.0.1:7", "upstream": "127.0.0.1:8",
                      "enabled": false}]"""));
  }

  @Test
  void aProxyThatAMarkOfOursHasDownIsEnabledAgain() throws IOException {
    known.saw(proxies(enabled("b-to-c"), disabled("off")));

    known.saw(proxies(disabled("b-to-c", MARK), disabled("off", MARK)));
    known.saw(proxies(disabled("b-to-c", MARK), disabled("off", MARK)));

    assertThat(config().findValuesAsText("enabled")).containsExactly("true", "false");
  }

  @Test
  void aProxyThatARemovalHasDisabledIsEnabledAgain() throws IOException {
    known.saw(proxies(enabled("b-to-c")));
    noted.add("b-to-c");

    known.saw(proxies(disabled("b-to-c", OURS)));

    assertThat(config().findValuesAsText("enabled")).containsExactly("true");
  }

  @Test
  void aProxyThatOthersSwitchedOffUnderAToxicOfOursStaysOff() throws IOException {
    known.saw(proxies(enabled("b-to-c", OURS)));

    known.saw(proxies(disabled("b-to-c", OURS)));

    assertThat(config().findValuesAsText("enabled")).containsExactly("false");
  }

  @Test
  void toxicsOfOursAndOfOthersAreToldApart() {
    known.saw(proxies(enabled("b-to-c", FOREIGN, OURS)));

    assertThat(known.foreign()).containsExactly("latency_downstream on proxy b-to-c");
    assertThat(known.leased()).extracting(each -> each.toxic()).containsExactly(OURS);
  }

  @Test
  void oneThatWasRemovedIsNotOnUntilTheNextLook() {
    known.saw(proxies(enabled("b-to-c", FOREIGN, OURS)));

    known.removed(known.leased().get(0));

    assertThat(known.leased()).isEmpty();
    assertThat(known.foreign()).hasSize(1);
  }

  private JsonNode config() throws IOException {
    return new ObjectMapper().readTree(known.config());
  }

  private static SortedMap<String, Proxy> proxies(Proxy... proxies) {
    SortedMap<String, Proxy> all = new TreeMap<>(Map.of());
    for (Proxy proxy : proxies) {
      all.put(proxy.name(), proxy);
    }
    return all;
  }

  private static Proxy enabled(String name, Toxic... toxics) {
    return new Proxy(name, "127.0.0.1:1", "127.0.0.1:2", true, List.of(toxics));
  }

  private static Proxy disabled(String name, Toxic... toxics) {
    return new Proxy(name, "127.0.0.1:1", "127.0.0.1:2", false, List.of(toxics));
  }
}

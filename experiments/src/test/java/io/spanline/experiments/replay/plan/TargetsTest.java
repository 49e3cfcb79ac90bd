package io.spanline.experiments.replay.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.experiments.replay.plan.Targets.Loopback;
import io.spanline.model.Spans;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {
  private static final Map<String, URI> STACK = Map.of("shop", URI.create("http://127.0.0.1:1"));

  @Test
  void theUsersWordComesBeforeTheStackAndTheStackBeforeTheSpan() {
    Spans shop = at("shop", "127.0.0.1", "9");
    Spans other = at("other", "127.0.0.1", "9");

    assertThat(
            Targets.of(List.of("shop=http://a:2/base/", "http://b:3"), STACK, Loopback.THIS_MACHINE)
                .of(shop.span()))
        .contains(URI.create("http://a:2/base"));
    assertThat(
            Targets.of(List.of("http://b:3", "shop=http://a:2"), STACK, Loopback.THIS_MACHINE)
                .of(other.span()))
        .contains(URI.create("http://b:3"));
    assertThat(Targets.of(List.of(), STACK, Loopback.THIS_MACHINE).of(shop.span()))
        .contains(URI.create("http://127.0.0.1:1"));
    assertThat(
            Targets.of(List.of("shop=http://a:2"), STACK, Loopback.THIS_MACHINE).of(other.span()))
        .contains(URI.create("http://127.0.0.1:9"));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 8080, http, http://127.0.0.1:8080",
    "LocalHost, 8443, https, https://localhost:8443",
    "::1, 80, http, http://[::1]:80",
    "[::1], 80, HTTP, http://[::1]:80",
    "127.0.0.1, , http, http://127.0.0.1"
  })
  void thisMachineIsATargetBySpan(String host, String port, String scheme, URI target) {
    Spans now = Spans.entry("a").with("server.address", host).with("url.scheme", scheme);
    Spans old = Spans.entry("a").with("net.host.name", host).with("http.scheme", scheme);
    if (port != null) {
      now.with("server.port", port);
      old.with("net.host.port", port);
    }

    assertThat(Targets.of(List.of(), Map.of(), Loopback.THIS_MACHINE).of(now.span()))
        .contains(target);
    assertThat(Targets.of(List.of(), Map.of(), Loopback.THIS_MACHINE).of(old.span()))
        .contains(target);
  }

  @ParameterizedTest
  @CsvSource({
    "shop.example, 80, http",
    "127.0.0.1.shop.example, 80, http",
    "10.0.0.1, 80, http",
    "0.0.0.0, 80, http",
    "127.0.0.1, 80, ftp",
    "127.0.0.1, 99999, http",
    "'', 80, http"
  })
  void nothingElseIs(String host, String port, String scheme) {
    Spans span = at("a", host, port).with("url.scheme", scheme);

    assertThat(Targets.of(List.of(), STACK, Loopback.THIS_MACHINE).of(span.span())).isEmpty();
  }

  @Test
  void inAContainerALoopbackAddressOfASpanIsAnothers() {
    Spans span = at("other", "127.0.0.1", "9");

    assertThat(Targets.of(List.of(), STACK, Loopback.ELSEWHERE).of(span.span())).isEmpty();
    assertThat(Targets.of(List.of("http://b:3"), STACK, Loopback.ELSEWHERE).of(span.span()))
        .contains(URI.create("http://b:3"));
    assertThat(Targets.of(List.of(), STACK, Loopback.ELSEWHERE).of(at("shop", "", "").span()))
        .contains(URI.create("http://127.0.0.1:1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://u:S3CRET@h:1 | must hold no credentials",
        "shop=http://S3CRET@h:1 | must hold no credentials",
        "http://h/?a=S3CRET | must hold no query",
        "http://h/?a=http://S3CRET | must hold no query",
        "http://h/#S3CRET | must hold no query and no fragment",
        "ftp://h | invalid --target URL 'ftp://h'; expected http://HOST:PORT",
        "localhost:8080 | invalid --target URL 'localhost:8080'",
        "shop=localhost:8080 | invalid --target URL; expected",
        "http:// | invalid --target URL; expected",
        "http://h:99999 | invalid --target URL '",
        "http://h:0 | invalid --target URL '",
        "http://a b | invalid --target URL; expected",
        "'' | invalid --target URL"
      })
  void whatIsNoTargetIsRefusedWithoutItsSecrets(String given, String problem) {
    assertThatThrownBy(() -> Targets.of(List.of(given), Map.of(), Loopback.THIS_MACHINE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem)
        .hasMessageNotContaining("S3CRET");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "shop="})
  void twoOfOneKindAreRefused(String service) {
    assertThatThrownBy(
            () ->
                Targets.of(
                    List.of(service + "http://a", service + "http://b"),
                    Map.of(),
                    Loopback.THIS_MACHINE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("given twice for " + (service.isEmpty() ? "all" : "shop"));
  }

  private static Spans at(String service, String host, String port) {
    return Spans.entry(service).with("server.address", host).with("server.port", port);
  }
}

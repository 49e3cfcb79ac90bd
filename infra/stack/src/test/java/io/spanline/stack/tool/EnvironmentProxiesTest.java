package io.spanline.stack.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentProxiesTest {
  private static final URI HOST = URI.create("https://github.com");
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "HTTPS_PROXY", "http://proxy.example:3128",
          "http_proxy", "plain.example",
          "NO_PROXY", "internal.example, *.corp,.lan");

  @ParameterizedTest
  @CsvSource({
    "https://github.com/a, proxy.example:3128",
    "http://github.com/a, plain.example:80",
    "https://internal.example/a, direct",
    "https://git.internal.example/a, direct",
    "https://notinternal.example/a, proxy.example:3128",
    "https://git.corp/a, direct",
    "https://git.lan/a, direct",
    "http://127.0.0.1:8080/a, direct",
    "http://localhost/a, direct"
  })
  void areThoseOfTheEnvironment(URI address, String expected) {
    Proxy proxy = EnvironmentProxies.of(ENVIRONMENT).select(address).get(0);

    assertThat(shown(proxy)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void areJavasOwnWhereTheEnvironmentNamesNone(String text) {
    EnvironmentProxies proxies = EnvironmentProxies.of(Map.of("https_proxy", text));

    assertThat(proxies.problem(HOST)).isNull();
    assertThat(proxies.select(HOST)).isEqualTo(ProxySelector.getDefault().select(HOST));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"socks5://user:secret@proxy.example", "https://proxy.example", "http://", "a b"})
  void oneThatJavaCannotUseIsAProblemForThoseWhoNeedIt(String text) {
    EnvironmentProxies proxies =
        EnvironmentProxies.of(Map.of("https_proxy", text, "no_proxy", "internal.example"));

    assertThat(proxies.problem(HOST))
        .startsWith("HTTPS_PROXY is not of the form http://[user:password@]host:port")
        .doesNotContain("secret");
    assertThat(proxies.problem(URI.create("https://internal.example"))).isNull();
    assertThat(proxies.problem(URI.create("http://github.com"))).isNull();
  }

  private static String shown(Proxy proxy) {
    return proxy.address() instanceof InetSocketAddress address
        ? address.getHostString() + ":" + address.getPort()
        : "direct";
  }
}

package io.spanline.stack.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentProxiesTest {
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
  @CsvSource({"''", "socks5://proxy.example", "http://", "http://a b"})
  void areJavasOwnWhereTheEnvironmentHasNoneOfUse(String text) {
    Proxy proxy =
        EnvironmentProxies.of(Map.of("https_proxy", text))
            .select(URI.create("https://github.com"))
            .get(0);

    assertThat(shown(proxy)).isEqualTo("direct");
  }

  private static String shown(Proxy proxy) {
    return proxy.address() instanceof InetSocketAddress address
        ? address.getHostString() + ":" + address.getPort()
        : "direct";
  }
}

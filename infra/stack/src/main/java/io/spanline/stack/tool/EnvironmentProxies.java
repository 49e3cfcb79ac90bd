package io.spanline.stack.tool;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The proxies of HTTPS_PROXY, HTTP_PROXY and NO_PROXY, as Go and curl read them; where they say
 * nothing, Java's own. The loopback is always reached directly.
 */
final class EnvironmentProxies extends ProxySelector {
  private final Map<String, String> environment;
  private final ProxySelector otherwise;

  private EnvironmentProxies(Map<String, String> environment, ProxySelector otherwise) {
    this.environment = Map.copyOf(environment);
    this.otherwise = otherwise;
  }

  static ProxySelector of(Map<String, String> environment) {
    return new EnvironmentProxies(environment, ProxySelector.getDefault());
  }

  @Override
  public List<Proxy> select(URI uri) {
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    InetSocketAddress proxy = proxy(variable(uri.getScheme() + "_proxy"));
    if (proxy == null) {
      return otherwise.select(uri);
    }
    return isDirect(host) ? List.of(Proxy.NO_PROXY) : List.of(new Proxy(Proxy.Type.HTTP, proxy));
  }

  private boolean isDirect(String host) {
    return host.equals("localhost")
        || host.startsWith("127.")
        || host.equals("[::1]")
        || Arrays.stream(variable("no_proxy").toLowerCase(Locale.ROOT).split("[,\\s]+", -1))
            .map(part -> part.startsWith("*.") ? part.substring(1) : part)
            .anyMatch(part -> covers(part, host));
  }

  private static boolean covers(String part, String host) {
    String name = part.startsWith(".") ? part.substring(1) : part;
    return part.equals("*")
        || (!name.isEmpty() && (host.equals(name) || host.endsWith("." + name)));
  }

  /** In lower case first, as curl has it. */
  private String variable(String name) {
    String upper = environment.getOrDefault(name.toUpperCase(Locale.ROOT), "");
    return environment.getOrDefault(name, upper);
  }

  /** Null where there is none, or none that Java can use. */
  private static @Nullable InetSocketAddress proxy(String text) {
    try {
      URI uri = URI.create(text.contains("://") ? text : "http://" + text);
      if (uri.getHost() == null || !"http".equals(uri.getScheme())) {
        return null;
      }
      int port = uri.getPort() == -1 ? 80 : uri.getPort();
      return InetSocketAddress.createUnresolved(uri.getHost(), port);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException problem) {
    otherwise.connectFailed(uri, address, problem);
  }
}

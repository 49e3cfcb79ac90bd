package io.spanline.stack.tool;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The proxies of HTTPS_PROXY, HTTP_PROXY and NO_PROXY, as Go and curl read them, but for their
 * kind: they are spoken to in HTTP, by {@code http://[user:password@]host[:port]}. Where the
 * environment says nothing, they are Java's own. The loopback is always reached directly.
 *
 * <p>A password is sent to a proxy of HTTPS only where {@code
 * jdk.http.auth.tunneling.disabledSchemes} is empty, which the script {@code ./spanline} sees to.
 */
final class EnvironmentProxies extends ProxySelector {
  private final Map<String, String> environment;
  private final ProxySelector otherwise;

  private EnvironmentProxies(Map<String, String> environment, ProxySelector otherwise) {
    this.environment = Map.copyOf(environment);
    this.otherwise = otherwise;
  }

  static EnvironmentProxies of(Map<String, String> environment) {
    return new EnvironmentProxies(environment, ProxySelector.getDefault());
  }

  /** A proxy as a variable names it. */
  private record Named(InetSocketAddress address, @Nullable PasswordAuthentication login) {
    /** Null where a text names none that Java can use. */
    static @Nullable Named of(String text) {
      URI uri;
      try {
        uri = URI.create(text.contains("://") ? text : "http://" + text);
      } catch (IllegalArgumentException e) {
        return null;
      }
      if (uri.getHost() == null || !"http".equalsIgnoreCase(uri.getScheme())) {
        return null;
      }
      int port = uri.getPort() == -1 ? 80 : uri.getPort();
      return new Named(
          InetSocketAddress.createUnresolved(uri.getHost(), port), login(uri.getUserInfo()));
    }

    private static @Nullable PasswordAuthentication login(@Nullable String userInfo) {
      if (userInfo == null) {
        return null;
      }
      int colon = userInfo.indexOf(':');
      String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
      String password = colon < 0 ? "" : userInfo.substring(colon + 1);
      return new PasswordAuthentication(user, password.toCharArray());
    }
  }

  @Override
  public List<Proxy> select(URI uri) {
    String text = variable(uri);
    if (text.isBlank()) {
      return otherwise.select(uri);
    }
    Named proxy = Named.of(text);
    return proxy == null || isDirect(uri)
        ? List.of(Proxy.NO_PROXY)
        : List.of(new Proxy(Proxy.Type.HTTP, proxy.address()));
  }

  /**
   * Why an address is out of reach: its variable names a proxy that Java cannot use. Null where it
   * does not. The sentence holds no password.
   */
  @Nullable String problem(URI uri) {
    String text = variable(uri);
    if (text.isBlank() || isDirect(uri) || Named.of(text) != null) {
      return null;
    }
    return ("%s_PROXY is not of the form http://[user:password@]host:port, with an @ in a password"
            + " written as %%40")
        .formatted(uri.getScheme().toUpperCase(Locale.ROOT));
  }

  /**
   * What an address is reached through, as {@code host:port}; null where it is reached directly.
   */
  @Nullable String via(URI uri) {
    return select(uri).get(0).address() instanceof InetSocketAddress proxy
        ? proxy.getHostString() + ":" + proxy.getPort()
        : null;
  }

  /**
   * Gives each proxy its own user and password, and nobody else: once for each address asked for,
   * since a wrong password that is sent again and again may lock its owner out. Empty where no
   * variable names any.
   */
  Optional<Authenticator> authenticator() {
    if (logins().findAny().isEmpty()) {
      return Optional.empty();
    }
    Set<String> offered = ConcurrentHashMap.newKeySet();
    return Optional.of(
        new Authenticator() {
          @Override
          protected @Nullable PasswordAuthentication getPasswordAuthentication() {
            boolean isOurs =
                getRequestorType() == RequestorType.PROXY
                    && offered.add(String.valueOf(getRequestingURL()));
            return isOurs ? login(getRequestingHost(), getRequestingPort()) : null;
          }
        });
  }

  private @Nullable PasswordAuthentication login(String host, int port) {
    return logins()
        .filter(proxy -> proxy.address().getPort() == port)
        .filter(proxy -> proxy.address().getHostString().equalsIgnoreCase(host))
        .map(Named::login)
        .findFirst()
        .orElse(null);
  }

  /** The proxies that are named with a user. */
  private Stream<Named> logins() {
    return Stream.of("https_proxy", "http_proxy")
        .map(name -> Named.of(variable(name)))
        .filter(proxy -> proxy != null && proxy.login() != null);
  }

  private boolean isDirect(URI uri) {
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
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

  private String variable(URI uri) {
    return variable(uri.getScheme() + "_proxy");
  }

  /** In lower case first, as curl has it. */
  private String variable(String name) {
    String upper = environment.getOrDefault(name.toUpperCase(Locale.ROOT), "");
    return environment.getOrDefault(name, upper);
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException problem) {
    otherwise.connectFailed(uri, address, problem);
  }
}

package io.spanline.rest;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a REST interface can be reached, and who may call it.
 *
 * @param address to listen on
 * @param port 0 takes a free one
 * @param token that every request except for health must bring; null for none
 * @param hosts further names allowed in the header Host, besides the loopback and the address
 */
public record Exposure(InetAddress address, int port, @Nullable Token token, Set<String> hosts) {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final String IPV4 = "[0-9]{1,3}(\\.[0-9]{1,3}){3}";
  private static final String IPV6 = "[0-9a-fA-F:.]*:[0-9a-fA-F:.]*";
  private static final Set<InetAddress> LOOPBACK_ADDRESSES =
      LOOPBACK.stream()
          .map(Exposure::literal)
          .filter(Objects::nonNull)
          .collect(toUnmodifiableSet());

  public Exposure {
    hosts = Set.copyOf(hosts);
    if (!address.isLoopbackAddress() && token == null) {
      throw new IllegalArgumentException("only the loopback is served without a token");
    }
  }

  /** Serves 127.0.0.1, for everybody on this machine. */
  public static Exposure loopback(int port) {
    return new Exposure(InetAddress.getLoopbackAddress(), port, null, Set.of());
  }

  /**
   * Makes what the settings ask for.
   *
   * @param bind an address, not a name
   * @param tokenFile empty for none
   * @throws IOException if the token cannot be read, or if there is none and other machines could
   *     reach the address
   */
  public static Exposure of(String bind, int port, Path tokenFile, Set<String> hosts)
      throws IOException {
    InetAddress address = address(bind);
    Token token = tokenFile.toString().isEmpty() ? null : Token.read(tokenFile);
    if (!address.isLoopbackAddress() && token == null) {
      throw new IOException(
          "SPANLINE_BIND=%s can be reached from other machines; set SPANLINE_TOKEN_FILE to a file"
                  .formatted(bind)
              + " with a token, or leave SPANLINE_BIND out");
    }
    return new Exposure(address, port, token, hosts);
  }

  /** Looks up no name: its address may change after the check. */
  private static InetAddress address(String bind) throws IOException {
    if (bind.equals("localhost")) {
      return InetAddress.getLoopbackAddress();
    }
    try {
      if (bind.matches(IPV4 + "|" + IPV6)) {
        return InetAddress.getByName(bind);
      }
    } catch (UnknownHostException e) {
      // Refused below like any text that is no address.
    }
    throw new IOException(
        "invalid SPANLINE_BIND '%s'; expected an address such as 127.0.0.1 or 0.0.0.0"
            .formatted(bind));
  }

  /**
   * Whether a request's header Host names this interface. If it listens on every address, so does
   * the address that the request came to: an address cannot be another site's name.
   *
   * @param local address that the request came to
   */
  boolean isHost(String host, String local) {
    String name = host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    InetAddress literal = literal(name);
    if (literal == null) {
      return name.equals("localhost") || hosts.contains(name);
    }
    return LOOPBACK_ADDRESSES.contains(literal)
        || literal.equals(address)
        || (address.isAnyLocalAddress() && literal.equals(literal(inHost(local))))
        || hosts.contains(name);
  }

  /**
   * The address that a host is, in any spelling, without the name of an interface; null for a name,
   * which is not looked up.
   */
  private static @Nullable InetAddress literal(String host) {
    String bare = host.replaceFirst("%[^\\]]*", "");
    try {
      if (bare.matches(IPV4) || bare.matches("\\[" + IPV6 + "]")) {
        return InetAddress.getByName(bare);
      }
    } catch (UnknownHostException e) {
      // Treated as a name, which matches nothing.
    }
    return null;
  }

  /** The hosts that {@link #isHost} allows, for messages. */
  String ownHosts() {
    Set<String> own = new TreeSet<>(LOOPBACK);
    own.addAll(hosts);
    if (!address.isAnyLocalAddress()) {
      own.add(inHost(address.getHostAddress()));
    }
    return own.stream().collect(Collectors.joining(", "));
  }

  private static String inHost(String address) {
    return address.contains(":") && !address.startsWith("[") ? "[" + address + "]" : address;
  }
}

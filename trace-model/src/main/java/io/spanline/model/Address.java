package io.spanline.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host and a port: where a process listens, or where it is called.
 *
 * @param host a name or an IP address, an IPv6 one without its brackets; empty for every address of
 *     a machine
 */
public record Address(String host, int port) {
  private static final int HIGHEST_PORT = 65535;
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.%]+)]|([\\p{L}\\p{N}._-]*)):([0-9]{1,5})");

  private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.[0-9.]+|::1");

  public Address {
    if (port < 1 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException("a port is 1 to 65535, was " + port);
    }
  }

  /** The address of a text such as {@code 127.0.0.1:8202} or {@code [::1]:8202}, if it is one. */
  public static Optional<Address> of(String text) {
    Matcher parts = HOST_AND_PORT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int port = Integer.parseInt(parts.group(3));
    String host = parts.group(1) == null ? parts.group(2) : parts.group(1);
    return port < 1 || port > HIGHEST_PORT
        ? Optional.empty()
        : Optional.of(new Address(host, port));
  }

  /** Whether a host, by its name or number alone, is the machine that asks. */
  public static boolean isLoopback(String host) {
    return LOOPBACK.matcher(host).matches();
  }

  /** As {@link #of} reads it. */
  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}

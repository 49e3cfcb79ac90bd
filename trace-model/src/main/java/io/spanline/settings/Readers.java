package io.spanline.settings;

import io.spanline.model.Address;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Readers of setting texts; each names the rule that a wrong text broke. */
final class Readers {
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(365);

  private static final Pattern HTTP = Pattern.compile("http://([^:].*?)/?");

  private Readers() {}

  static String text(String text) {
    return text;
  }

  /** ISO-8601, such as PT2S; at least a millisecond, the unit that times are compared in. */
  static Duration duration(String text) {
    try {
      Duration duration = Duration.parse(text);
      if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "must be at least a millisecond, PT0.001S, and at most 365 days, P365D");
      }
      return duration;
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("must be an ISO-8601 duration such as PT2S", e);
    }
  }

  static int port(String text) {
    int port = wholeNumber(text);
    if (port > 65535) {
      throw new IllegalArgumentException("must be a port, 1 to 65535");
    }
    return port;
  }

  static int wholeNumber(String text) {
    try {
      int number = Integer.parseInt(text);
      if (number < 1) {
        throw new IllegalArgumentException("must be a whole number of at least 1");
      }
      return number;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be a whole number of at least 1", e);
    }
  }

  /** A part of {@code all}, in plain decimals as every reader of YAML takes them. */
  static BigDecimal share(BigDecimal all, String text) {
    BigDecimal share =
        text.matches("[0-9]{1,3}(\\.[0-9]{1,9})?") ? new BigDecimal(text) : BigDecimal.ZERO;
    if (share.signum() == 0 || share.compareTo(all) > 0) {
      throw new IllegalArgumentException(
          "must be a number such as 0.5, above 0 and at most " + all);
    }
    return share;
  }

  static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("must be a path", e);
    }
  }

  /** A base address without a slash at its end; empty for {@code none} or no text. */
  static Optional<URI> releases(String text) {
    if (text.isBlank() || text.strip().equals("none")) {
      return Optional.empty();
    }
    try {
      URI base = URI.create(text.strip().replaceFirst("/+$", ""));
      boolean isWeb = "https".equals(base.getScheme()) || "http".equals(base.getScheme());
      boolean isPlain =
          base.getRawUserInfo() == null
              && base.getRawQuery() == null
              && base.getRawFragment() == null;
      if (isWeb && isPlain && base.getHost() != null) {
        return Optional.of(base);
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "must be an address such as https://github.com, without user or query, or none");
  }

  /** Host and port of an address such as {@code http://host:8474}; empty for no text. */
  static Optional<Address> api(String text) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    Matcher http = HTTP.matcher(text.strip());
    Optional<Address> address = http.matches() ? Address.of(http.group(1)) : Optional.empty();
    if (address.isEmpty()) {
      throw new IllegalArgumentException("must be an address such as http://host:8474, or empty");
    }
    return address;
  }

  static <E extends Enum<E>> E choice(Class<E> type, String text) {
    try {
      return Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      List<String> choices =
          Arrays.stream(type.getEnumConstants())
              .map(choice -> choice.name().toLowerCase(Locale.ROOT).replace('_', '-'))
              .toList();
      throw new IllegalArgumentException("must be one of " + String.join(", ", choices), e);
    }
  }

  /** A name that Kafka takes as part of a client's. */
  static String instance(String text) {
    if (!text.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException("must be 1 to 64 of letters, digits, '.', '_', '-'");
    }
    return text;
  }

  /** Comma-separated names of hosts, in lower case and without ports; empty text is none. */
  static Set<String> hosts(String text) {
    Set<String> hosts = new TreeSet<>();
    for (String part : text.toLowerCase(Locale.ROOT).split(",", -1)) {
      String host = part.strip();
      if (!host.isEmpty() && !host.matches("[a-z0-9._-]+|\\[[0-9a-f:.]+]")) {
        throw new IllegalArgumentException(
            "must be a comma-separated list of host names without ports");
      }
      if (!host.isEmpty()) {
        hosts.add(host);
      }
    }
    return Set.copyOf(hosts);
  }

  /** Keys as the Collector splits them: at commas, with nothing around them. */
  static Set<String> attributes(String text) {
    if (!text.matches("(?:[A-Za-z0-9_./:-]+(?:,[A-Za-z0-9_./:-]+)*)?")) {
      throw new IllegalArgumentException(
          "must be names of attributes, separated by commas alone, such as app.tenant,app.plan");
    }
    return text.isEmpty() ? Set.of() : Set.copyOf(new TreeSet<>(List.of(text.split(","))));
  }

  /** A comma-separated subset of {@code allowed}; empty text is the empty set. */
  static Set<String> subset(Set<String> allowed, String text) {
    Set<String> chosen = new TreeSet<>();
    for (String part : text.split(",", -1)) {
      if (!part.isBlank()) {
        chosen.add(part.strip());
      }
    }
    if (!allowed.containsAll(chosen)) {
      throw new IllegalArgumentException(
          "must be a comma-separated list of " + String.join(", ", new TreeSet<>(allowed)));
    }
    return Set.copyOf(chosen);
  }
}

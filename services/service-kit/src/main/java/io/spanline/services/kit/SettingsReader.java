package io.spanline.services.kit;

import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads settings one by one and keeps the problems until all have been read. */
final class SettingsReader {

  private static final String PREFIX = "SHOP_";

  /**
   * Of all three services: what one of them does not use is not an error in a shared environment.
   */
  private static final Set<String> KNOWN =
      Set.of(
          ServiceSettings.PORT,
          ServiceSettings.HOST,
          ServiceSettings.SEED,
          ServiceSettings.CLIENT_TIMEOUT,
          urlKey("service-b"),
          urlKey("service-c"));

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  SettingsReader(Map<String, String> environment) {
    this.environment = environment;
    for (String key : new TreeSet<>(environment.keySet())) {
      if (key.startsWith(PREFIX) && !KNOWN.contains(key)) {
        problems.add(key + " is not a setting; known are " + new TreeSet<>(KNOWN));
      }
    }
  }

  String host(String key, String otherwise) {
    return read(key, otherwise, "a host name or address", Function.identity());
  }

  int port(String key, int otherwise) {
    return read(key, otherwise, "a port from 0 (any free one) to 65535", SettingsReader::toPort);
  }

  long whole(String key, long otherwise) {
    return read(key, otherwise, "a whole number", Long::valueOf);
  }

  Duration positiveDuration(String key, Duration otherwise) {
    return read(
        key, otherwise, "an ISO-8601 duration, from PT0.001S to PT5M", SettingsReader::toDuration);
  }

  Map<String, URI> urls(Map<String, URI> otherwise) {
    Map<String, URI> urls = new LinkedHashMap<>();
    otherwise.forEach(
        (service, url) ->
            urls.put(
                service,
                read(
                    urlKey(service),
                    url,
                    "an address such as http://127.0.0.1:18182",
                    SettingsReader::toUrl)));
    return urls;
  }

  /** Throws when anything read so far was wrong. */
  void complain() {
    if (!problems.isEmpty()) {
      throw new InvalidSettings(problems);
    }
  }

  private <T> T read(String key, T otherwise, String wanted, Function<String, T> parse) {
    String value = environment.get(key);
    if (value == null) {
      return otherwise;
    }
    try {
      if (!value.isBlank()) {
        return parse.apply(value.strip());
      }
    } catch (IllegalArgumentException | DateTimeParseException wrong) {
      // Falls through: the message below says more than the parser's.
    }
    problems.add(key + " is \"" + value + "\", wanted " + wanted);
    return otherwise;
  }

  private static int toPort(String text) {
    int port = Integer.parseInt(text);
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port out of range: " + port);
    }
    return port;
  }

  private static Duration toDuration(String text) {
    Duration duration = Duration.parse(text);
    if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("duration out of range: " + duration);
    }
    return duration;
  }

  private static URI toUrl(String text) {
    URI url = URI.create(text);
    boolean plain = url.getRawQuery() == null && url.getRawFragment() == null;
    boolean root = url.getRawPath() == null || url.getRawPath().replace("/", "").isEmpty();
    if (!"http".equals(url.getScheme()) || url.getHost() == null || !plain || !root) {
      throw new IllegalArgumentException("not the address of a service: " + url);
    }
    return url.resolve("/");
  }

  private static String urlKey(String service) {
    return PREFIX + service.replace('-', '_').toUpperCase(Locale.ROOT) + "_URL";
  }
}

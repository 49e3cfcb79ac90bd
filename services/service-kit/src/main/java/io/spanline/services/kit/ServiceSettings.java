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

/** The settings of one service, read from {@code SHOP_…} environment variables. */
public record ServiceSettings(
    ListenAddress listen, Map<String, URI> downstreams, long seed, Duration clientTimeout) {

  private static final String PORT = "SHOP_PORT";
  private static final String HOST = "SHOP_HOST";
  private static final String SEED = "SHOP_SEED";
  private static final String CLIENT_TIMEOUT = "SHOP_CLIENT_TIMEOUT";

  private static final String PREFIX = "SHOP_";

  /**
   * Of all three services: what one of them does not use is not an error in a shared environment.
   */
  private static final Set<String> KNOWN =
      Set.of(PORT, HOST, SEED, CLIENT_TIMEOUT, urlKey("service-b"), urlKey("service-c"));

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** Where a service listens; port 0 is any free one. */
  public record ListenAddress(String host, int port) {

    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  public ServiceSettings {
    downstreams = Map.copyOf(downstreams);
  }

  /**
   * Reads the settings of the given service.
   *
   * @throws InvalidSettings naming every problem at once, unknown {@code SHOP_…} keys included
   */
  public static ServiceSettings from(
      Map<String, String> environment, ServiceDefinition definition) {
    Reader reader = new Reader(environment);
    ServiceSettings settings =
        new ServiceSettings(
            new ListenAddress(
                reader.read(HOST, "127.0.0.1", "a host name or address", Function.identity()),
                reader.read(
                    PORT,
                    definition.port(),
                    "a port from 0 (any free one) to 65535",
                    ServiceSettings::toPort)),
            reader.urls(definition.downstreams()),
            reader.read(SEED, 1L, "a whole number", Long::valueOf),
            reader.read(
                CLIENT_TIMEOUT,
                // Longer than any work time and than a first request takes on a busy machine.
                Duration.ofSeconds(5),
                "an ISO-8601 duration, from PT0.001S to PT5M",
                ServiceSettings::toDuration));
    if (!reader.problems.isEmpty()) {
      throw new InvalidSettings(reader.problems);
    }
    return settings;
  }

  /** Reads settings one by one and keeps the problems until all have been read. */
  private static final class Reader {

    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();

    Reader(Map<String, String> environment) {
      this.environment = environment;
      for (String key : new TreeSet<>(environment.keySet())) {
        if (key.startsWith(PREFIX) && !KNOWN.contains(key)) {
          problems.add(key + " is not a setting; known are " + new TreeSet<>(KNOWN));
        }
      }
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
                      ServiceSettings::toUrl)));
      return urls;
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

package io.spanline.services.kit;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** The settings of one service, read from {@code SHOP_…} environment variables. */
public record ServiceSettings(
    ListenAddress listen, Map<String, URI> downstreams, long seed, Duration clientTimeout) {

  static final String PORT = "SHOP_PORT";
  static final String HOST = "SHOP_HOST";
  static final String SEED = "SHOP_SEED";
  static final String CLIENT_TIMEOUT = "SHOP_CLIENT_TIMEOUT";

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
    SettingsReader reader = new SettingsReader(environment);
    ServiceSettings settings =
        new ServiceSettings(
            new ListenAddress(reader.host(HOST, "127.0.0.1"), reader.port(PORT, definition.port())),
            reader.urls(definition.downstreams()),
            reader.whole(SEED, 1),
            // Longer than any work time and than a first request takes on a machine that is busy.
            reader.positiveDuration(CLIENT_TIMEOUT, Duration.ofSeconds(5)));
    reader.complain();
    return settings;
  }
}

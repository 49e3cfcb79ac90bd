package io.spanline.services.kit;

import java.net.URI;
import java.util.Map;

/**
 * What is fixed about a service before its settings are read: its name, the port it listens on
 * unless told otherwise, the services it calls with their default addresses, and how long it works.
 */
public record ServiceDefinition(
    String name, int port, Map<String, URI> downstreams, WorkProfile work) {

  public ServiceDefinition {
    downstreams = Map.copyOf(downstreams);
  }
}

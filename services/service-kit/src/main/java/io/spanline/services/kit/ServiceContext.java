package io.spanline.services.kit;

import java.util.Map;

/** What the handlers of a service work with. */
public record ServiceContext(String service, Work work, Map<String, Downstream> downstreams) {

  public ServiceContext {
    downstreams = Map.copyOf(downstreams);
  }

  /** The service of that name, which the definition must list. */
  public Downstream downstream(String name) {
    Downstream downstream = downstreams.get(name);
    if (downstream == null) {
      throw new IllegalArgumentException(service + " does not call " + name);
    }
    return downstream;
  }
}

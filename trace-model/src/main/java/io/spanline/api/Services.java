package io.spanline.api;

import java.util.List;

/**
 * The answer of {@code GET /v1/services}.
 *
 * @param services those with a request within the retention, in order of names
 */
public record Services(List<ServiceTotals> services) {
  public Services {
    services = List.copyOf(services);
  }
}

package io.spanline.experiments.edge;

import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.model.Address;
import io.spanline.model.Call;
import java.util.List;
import java.util.SortedMap;

/**
 * A proxy, and every edge whose calls go through it: a toxic on it acts on all of them.
 *
 * @param edges none if no call through it is known
 */
public record Target(String proxy, List<ProxiedEdge> edges) {
  public Target {
    edges = List.copyOf(edges);
  }

  /**
   * Whether a call went through the proxy: by the address it called; else, and for an edge that the
   * user listed, by its edge.
   *
   * @param proxies all of the Toxiproxy
   */
  public boolean takes(Call call, SortedMap<String, Proxy> proxies) {
    Proxy own = proxies.get(proxy);
    Address called = call.address().orElse(null);
    if (own == null || (called != null && Proxies.isBehind(own, called))) {
      return false;
    }
    List<Proxy> there =
        called == null ? List.of() : Proxies.at(called, List.copyOf(proxies.values()));
    return there.isEmpty() ? edges.stream().anyMatch(edge -> edge.isOf(call)) : there.contains(own);
  }

  /** As people read it: {@code b-to-c (service-b->service-c)}. */
  @Override
  public String toString() {
    return edges.isEmpty()
        ? proxy
        : "%s (%s)"
            .formatted(proxy, String.join(", ", edges.stream().map(ProxiedEdge::edge).toList()));
  }
}

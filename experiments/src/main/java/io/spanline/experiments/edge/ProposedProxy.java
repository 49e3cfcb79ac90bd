package io.spanline.experiments.edge;

import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.experiments.edge.ObservedCalls.Way;
import io.spanline.model.Address;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A proxy that an edge lacks.
 *
 * @param way the edge, and where its caller calls now
 * @param listen where the proxy is to listen
 * @param callAt where the caller is to call instead
 */
public record ProposedProxy(Way way, String name, Address listen, Address callAt) {
  /** From a port of a service to the one of its proxy; above those that the stack takes. */
  private static final int DISTANCE = 20_000;

  private static final int HIGHEST = 65_535;

  /** Where the proxy is to call: where the caller does now. */
  public Address upstream() {
    return Objects.requireNonNull(way.address());
  }

  /**
   * Those of the edges that go through no proxy and whose spans say where they call.
   *
   * @param api where the Toxiproxy is that is to have them
   */
  public static List<ProposedProxy> of(ProxiedEdges edges, Address api) {
    Set<String> names = new HashSet<>(edges.proxies().keySet());
    Set<Integer> ports = portsOf(edges);
    List<ProposedProxy> proposed = new ArrayList<>();
    for (Way way : edges.past().keySet()) {
      Address called = way.address();
      if (called != null && edges.lacksProxy(way)) {
        int port = free(called.port(), ports);
        boolean local = Address.isLoopback(api.host());
        proposed.add(
            new ProposedProxy(
                way,
                free(way, names),
                new Address(local ? "127.0.0.1" : "0.0.0.0", port),
                new Address(local ? "127.0.0.1" : api.host(), port)));
      }
    }
    return proposed;
  }

  private static Set<Integer> portsOf(ProxiedEdges edges) {
    Set<Integer> ports = new HashSet<>();
    for (Proxy proxy : edges.proxies().values()) {
      Address.of(proxy.listen()).ifPresent(listen -> ports.add(listen.port()));
    }
    for (Way way : edges.past().keySet()) {
      if (way.address() != null) {
        ports.add(way.address().port());
      }
    }
    return ports;
  }

  private static int free(int upstream, Set<Integer> taken) {
    int port = upstream + DISTANCE > HIGHEST ? upstream - DISTANCE : upstream + DISTANCE;
    while (!taken.add(port)) {
      port--;
    }
    return port;
  }

  private static String free(Way way, Set<String> taken) {
    String plain = plain(way.from()) + "-to-" + plain(way.to());
    String name = plain;
    for (int i = 2; !taken.add(name); i++) {
      name = plain + "-" + i;
    }
    return name;
  }

  /** A name that needs no quotes, neither in a shell nor in a path. */
  private static String plain(String service) {
    return service.replaceAll("[^A-Za-z0-9._]+", "-").replaceAll("^-|-$", "");
  }
}

package io.spanline.experiments.edge;

import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.model.Address;
import io.spanline.model.Call;
import io.spanline.model.Span;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * A proxy, and every edge whose calls go through it: a toxic on it acts on all of them.
 *
 * @param edges none if no call through it is known
 */
public record Target(String proxy, List<ProxiedEdge> edges) {
  public Target {
    edges = List.copyOf(edges);
  }

  /** Whether a call went through a proxy. */
  public enum Passage {
    THROUGH,
    PAST,
    /** It got no answer, and its span does not say whom it called. */
    UNTOLD
  }

  /**
   * Whether a call went through the proxy: by the address it called; else, and for an edge that the
   * user listed, by its edge. A call without an answer and without an address is its caller's only
   * edge's.
   *
   * @param proxies all of the Toxiproxy
   */
  public Passage passage(Call call, SortedMap<String, Proxy> proxies) {
    Proxy own = proxies.get(proxy);
    Address called = call.address().orElse(null);
    if (own == null || (called != null && Proxies.isBehind(own, called))) {
      return Passage.PAST;
    }
    List<Proxy> there =
        called == null ? List.of() : Proxies.at(called, List.copyOf(proxies.values()));
    if (!there.isEmpty()) {
      return there.contains(own) ? Passage.THROUGH : Passage.PAST;
    }
    if (edges.stream().anyMatch(edge -> edge.isOf(call))) {
      return Passage.THROUGH;
    }
    return called == null && call.isUnanswered() ? passageOfUnanswered(call) : Passage.PAST;
  }

  private Passage passageOfUnanswered(Call call) {
    long ofCaller = edges.stream().filter(edge -> edge.from().equals(call.caller())).count();
    boolean namesNobody = call.callee().equals(Call.UNKNOWN_CALLEE);
    if (ofCaller == 0 || !(namesNobody || isHost(call))) {
      return Passage.PAST;
    }
    return namesNobody && ofCaller == 1 ? Passage.THROUGH : Passage.UNTOLD;
  }

  /** Whether its callee is a host without a port, which may be the proxy's or anybody's. */
  private static boolean isHost(Call call) {
    Span exit = call.exit();
    return exit != null
        && Stream.of("server.address", "net.peer.name")
            .anyMatch(key -> exit.attribute(key).filter(call.callee()::equals).isPresent());
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

package io.spanline.experiments.edge;

import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.experiments.edge.ObservedCalls.Way;
import io.spanline.model.Address;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Decides of each way that calls went which proxy, if any, it went through. */
final class EdgeJoin {
  private static final Comparator<ProxiedEdge> BY_EDGE =
      Comparator.comparing(ProxiedEdge::from)
          .thenComparing(ProxiedEdge::to)
          .thenComparing(ProxiedEdge::proxy);
  private static final Comparator<Way> BY_CALLER =
      Comparator.comparing(Way::from)
          .thenComparing(Way::to)
          .thenComparing(way -> String.valueOf(way.address()));

  private final SortedMap<String, Proxy> proxies;
  private final List<ProxiedEdge> listed;
  private final SortedMap<ProxiedEdge, Long> through = new TreeMap<>(BY_EDGE);
  private final SortedMap<Way, Long> past = new TreeMap<>(BY_CALLER);

  EdgeJoin(SortedMap<String, Proxy> proxies, List<ProxiedEdge> listed) {
    this.proxies = proxies;
    this.listed = listed.stream().filter(edge -> proxies.containsKey(edge.proxy())).toList();
    this.listed.forEach(edge -> through.put(edge, 0L));
  }

  void add(Way way, long calls) {
    List<Proxy> taken = proxiesOf(way);
    if (taken.size() == 1) {
      through.merge(new ProxiedEdge(way.from(), way.to(), taken.get(0).name()), calls, Long::sum);
    } else {
      past.merge(way, calls, Long::sum);
    }
  }

  ProxiedEdges done() {
    return new ProxiedEdges(proxies, through, past);
  }

  /** Several, if nothing tells which; none, if the call went past them. */
  private List<Proxy> proxiesOf(Way way) {
    List<Proxy> named =
        listed.stream()
            .filter(edge -> edge.from().equals(way.from()) && edge.to().equals(way.to()))
            .flatMap(edge -> Stream.ofNullable(proxies.get(edge.proxy())))
            .toList();
    Address called = way.address();
    if (called == null) {
      return named;
    }
    if (named.size() == 1) {
      return Proxies.isBehind(named.get(0), called) ? List.of() : named;
    }
    List<Proxy> ofTheEdge = Proxies.at(called, named);
    return ofTheEdge.isEmpty() ? Proxies.at(called, List.copyOf(proxies.values())) : ofTheEdge;
  }
}

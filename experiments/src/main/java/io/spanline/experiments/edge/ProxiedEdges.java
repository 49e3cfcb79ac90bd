package io.spanline.experiments.edge;

import io.spanline.clients.ClientException;
import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.experiments.edge.ObservedCalls.Way;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The edges of a Toxiproxy: which calls go through which of its proxies. An edge that the user
 * listed goes through its proxy; any other through the proxy that listens where its spans say that
 * it called.
 *
 * @param proxies those of the Toxiproxy, by name
 * @param through the calls of each edge through each of its proxies; 0 if listed and not seen
 * @param past the calls through no proxy, or of which nothing tells the proxy
 */
public record ProxiedEdges(
    SortedMap<String, Proxy> proxies,
    SortedMap<ProxiedEdge, Long> through,
    SortedMap<Way, Long> past) {
  public ProxiedEdges {
    proxies = Collections.unmodifiableSortedMap(new TreeMap<>(proxies));
    through = Collections.unmodifiableSortedMap(new TreeMap<>(through));
    past = Collections.unmodifiableSortedMap(new TreeMap<>(past));
  }

  /**
   * Joins the proxies of a Toxiproxy with what goes through them.
   *
   * @param listed edges of the user; ignored if the Toxiproxy does not have their proxy
   */
  public static ProxiedEdges of(
      Collection<Proxy> proxies, List<ProxiedEdge> listed, ObservedCalls calls) {
    SortedMap<String, Proxy> byName = new TreeMap<>();
    proxies.forEach(proxy -> byName.put(proxy.name(), proxy));
    EdgeJoin join = new EdgeJoin(byName, listed);
    calls.counts().forEach(join::add);
    return join.done();
  }

  /** The proxies that a call past them may have gone through, since nothing tells which. */
  public List<String> candidates(Way way) {
    return way.address() == null
        ? List.of()
        : Proxies.at(way.address(), List.copyOf(proxies.values())).stream()
            .map(Proxy::name)
            .toList();
  }

  /** Whether no call of its edge goes through a proxy. */
  boolean lacksProxy(Way way) {
    return candidates(way).isEmpty()
        && through.keySet().stream().noneMatch(edge -> edge.edge().equals(way.edge()));
  }

  /** A proxy of the Toxiproxy with its edges. */
  public Target target(String proxy) {
    return new Target(
        proxy, through.keySet().stream().filter(edge -> edge.proxy().equals(proxy)).toList());
  }

  /**
   * The proxy that a word names: by its own name, or by its edge, {@code a->b}.
   *
   * @param edgesVerb what a person types to list the edges
   * @throws ClientException with what there is, if it names none or more than one
   */
  public Target byArgument(String word, String edgesVerb) {
    if (proxies.containsKey(word)) {
      return target(word);
    }
    List<String> named =
        through.keySet().stream()
            .filter(edge -> edge.edge().equals(word))
            .map(ProxiedEdge::proxy)
            .toList();
    if (named.size() == 1) {
      return target(named.get(0));
    }
    throw ClientException.unusable(
        named.isEmpty() ? unknown(word, edgesVerb) : severalProxies(word, named));
  }

  private static String severalProxies(String word, List<String> named) {
    return "edge '%s' goes through the proxies %s: name one of them"
        .formatted(word, String.join(", ", named));
  }

  private String unknown(String word, String edgesVerb) {
    if (word.endsWith("-")) {
      return "'%s' is what a shell leaves of an edge: quote the edge, or write %s"
          .formatted(word, exampleAfter(word));
    }
    if (past.keySet().stream().anyMatch(way -> way.edge().equals(word))) {
      return "edge '%s' goes through no proxy; `%s` says how to make one"
          .formatted(word, edgesVerb);
    }
    return proxies.isEmpty()
        ? "unknown edge '%s'; Toxiproxy has no proxy, `%s` says how to make one"
            .formatted(word, edgesVerb)
        : "unknown edge '%s'; there are: %s"
            .formatted(
                word,
                proxies.keySet().stream()
                    .map(proxy -> target(proxy).toString())
                    .collect(Collectors.joining(", ")));
  }

  /** The name of a proxy that was meant, or could be. */
  private String exampleAfter(String word) {
    return through.keySet().stream()
        .filter(edge -> word.equals(edge.from() + "-"))
        .map(ProxiedEdge::proxy)
        .findFirst()
        .or(() -> proxies.keySet().stream().findFirst())
        .orElse("b-to-c");
  }
}

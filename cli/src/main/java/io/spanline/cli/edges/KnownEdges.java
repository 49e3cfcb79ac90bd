package io.spanline.cli.edges;

import io.spanline.cli.invocation.Invocation;
import io.spanline.cli.invocation.Place;
import io.spanline.clients.ClientException;
import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.experiments.edge.ObservedCalls;
import io.spanline.experiments.edge.ProxiedEdge;
import io.spanline.experiments.edge.ProxiedEdges;
import io.spanline.experiments.edge.Target;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.plan.Edges;
import io.spanline.stack.plan.Edges.Edge;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What this clone knows of edges: the entries of {@code infra/edges.yaml}, and the spans of the
 * last ten minutes.
 */
public record KnownEdges(Settings stack, List<Edge> file) {
  static final Duration RECENT = Duration.ofMinutes(10);

  /** How long spans may take that tell what a word means. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** How long spans may take that only complete a record. */
  private static final Duration SOON = Duration.ofSeconds(3);

  /** Reads the file. */
  public static KnownEdges of(Invocation invocation, Settings stack) throws IOException {
    return new KnownEdges(stack, Edges.of(invocation.checkout()).edges());
  }

  /** Names of the proxies in the file. */
  public Set<String> proxies() {
    return listed().stream().map(ProxiedEdge::proxy).collect(Collectors.toSet());
  }

  /** The one proxy that the file gives an edge, {@code a->b}. */
  public Optional<String> proxyOf(String edge) {
    List<String> named =
        listed().stream()
            .filter(each -> each.edge().equals(edge))
            .map(ProxiedEdge::proxy)
            .distinct()
            .toList();
    return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
  }

  /** A proxy with the edges that the file gives it. */
  public Target listed(Proxy proxy) {
    return with(ObservedCalls.NONE, List.of(proxy)).target(proxy.name());
  }

  /** A proxy with the edges that its spans give it, if they are read within seconds. */
  public Target soon(Proxy proxy, Collection<Proxy> others) {
    Map<String, Proxy> all = new HashMap<>();
    others.forEach(each -> all.put(each.name(), each));
    all.put(proxy.name(), proxy);
    return named(proxy.name(), all.values(), SOON);
  }

  /**
   * The proxy that a word names, by its own name or as {@code a->b}. Spans are read only if the
   * file does not say it.
   *
   * @throws ClientException if it names none, with those there are, or Kafka if it did not answer
   */
  public Target target(String word, Collection<Proxy> proxies) {
    ProxiedEdges listed = with(ObservedCalls.NONE, proxies);
    if (listed.proxies().containsKey(word)) {
      return listed.target(word).edges().isEmpty()
          ? named(word, proxies, LONGEST)
          : listed.target(word);
    }
    return proxyOf(word)
        .filter(proxy -> listed.proxies().containsKey(proxy))
        .map(listed::target)
        .orElseGet(() -> byEdge(word, listed));
  }

  private Target named(String proxy, Collection<Proxy> proxies, Duration bound) {
    try {
      return with(calls(bound), proxies).target(proxy);
    } catch (ClientException e) {
      return with(ObservedCalls.NONE, proxies).target(proxy);
    }
  }

  private Target byEdge(String word, ProxiedEdges listed) {
    String verb = Place.ofThisProcess().command() + " edges";
    ObservedCalls calls;
    try {
      calls = calls(LONGEST);
    } catch (ClientException e) {
      try {
        return listed.byArgument(word, verb);
      } catch (ClientException unknown) {
        throw ClientException.unusable(
            "%s; an edge that only spans tell is not known now: %s"
                .formatted(unknown.getMessage(), e.getMessage()));
      }
    }
    return with(calls, listed.proxies().values()).byArgument(word, verb);
  }

  private ObservedCalls calls(Duration bound) {
    return ObservedCalls.read(stack.address(Port.KAFKA), Instant.now().minus(RECENT), bound);
  }

  ProxiedEdges with(ObservedCalls calls, Collection<Proxy> proxies) {
    return ProxiedEdges.of(proxies, listed(), calls);
  }

  ObservedCalls calls() {
    return ObservedCalls.read(stack.address(Port.KAFKA), Instant.now().minus(RECENT));
  }

  private List<ProxiedEdge> listed() {
    return file.stream().flatMap(KnownEdges::proxied).toList();
  }

  private static Stream<ProxiedEdge> proxied(Edge edge) {
    return Stream.ofNullable(edge.proxy())
        .map(proxy -> new ProxiedEdge(edge.from(), edge.to(), proxy));
  }
}

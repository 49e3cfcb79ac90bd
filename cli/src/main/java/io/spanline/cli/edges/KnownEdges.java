package io.spanline.cli.edges;

import io.spanline.cli.invocation.Invocation;
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
import java.util.List;
import java.util.stream.Stream;

/**
 * What this clone knows of edges: the entries of {@code infra/edges.yaml}, and the spans of the
 * last ten minutes.
 */
public record KnownEdges(Settings stack, List<Edge> file) {
  static final Duration RECENT = Duration.ofMinutes(10);

  /** Reads the file. */
  public static KnownEdges of(Invocation invocation, Settings stack) throws IOException {
    return new KnownEdges(stack, Edges.of(invocation.checkout()).edges());
  }

  /**
   * The proxy that a word names, by its own name or as {@code a->b}. Spans are read only if the
   * file does not say which edges the proxy has.
   *
   * @throws io.spanline.clients.ClientException if it names none, with those there are
   */
  public Target target(String word, Collection<Proxy> proxies) {
    ProxiedEdges listed = ProxiedEdges.of(proxies, listed(), ObservedCalls.NONE);
    return listed.proxies().containsKey(word) && !listed.target(word).edges().isEmpty()
        ? listed.target(word)
        : with(callsIfAny(), proxies).byArgument(word);
  }

  private ObservedCalls callsIfAny() {
    try {
      return calls();
    } catch (ClientException e) {
      return ObservedCalls.NONE;
    }
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

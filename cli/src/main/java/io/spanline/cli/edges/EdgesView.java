package io.spanline.cli.edges;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanline.cli.invocation.Place;
import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.experiments.edge.ObservedCalls;
import io.spanline.experiments.edge.ObservedCalls.Way;
import io.spanline.experiments.edge.ProposedProxy;
import io.spanline.experiments.edge.ProxiedEdge;
import io.spanline.experiments.edge.ProxiedEdges;
import io.spanline.model.Address;
import io.spanline.stack.plan.Edges.Edge;
import io.spanline.terminal.Line;
import io.spanline.terminal.Style;
import io.spanline.terminal.Table;
import io.spanline.topic.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Edges and their proxies as people and programs read them. */
final class EdgesView {
  private static final int MOST_PROPOSALS = 5;

  private final KnownEdges known;
  private final ProxiedEdges edges;
  private final long leftOut;
  private final String api;
  private final List<ProposedProxy> proposals;

  /**
   * A view.
   *
   * @param api host and port of the Toxiproxy
   */
  EdgesView(KnownEdges known, ObservedCalls calls, Collection<Proxy> proxies, String api) {
    this.known = known;
    this.edges = known.with(calls, proxies);
    this.leftOut = calls.leftOut();
    this.api = api;
    this.proposals = ProposedProxy.of(edges, Address.of(api).orElseThrow());
  }

  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    if (edges.through().isEmpty() && edges.past().isEmpty() && edges.proxies().isEmpty()) {
      lines.add(
          Line.of(
              "no edge is known: Toxiproxy at %s has no proxy, and no call came in the last %d min"
                  .formatted(api, KnownEdges.RECENT.toMinutes())));
      lines.add(
          Line.of(
              "send requests through your services, or to the shop: %s traffic"
                  .formatted(Place.ofThisProcess().command())));
    } else {
      lines.addAll(table().lines());
      lines.add(Line.of(time()));
    }
    missing().forEach(edge -> lines.add(missing(edge)));
    lines.addAll(hints());
    proposals.stream().limit(MOST_PROPOSALS).forEach(each -> lines.addAll(proposal(each)));
    if (proposals.size() > MOST_PROPOSALS) {
      lines.add(
          Line.of(
              "%d further edges go through no proxy; --json has the same for them"
                  .formatted(proposals.size() - MOST_PROPOSALS)));
    }
    return lines;
  }

  private String time() {
    String all = "calls of the last %d min".formatted(KnownEdges.RECENT.toMinutes());
    return leftOut == 0
        ? all
        : all + "; only the latest records of traces were read, %d were not".formatted(leftOut);
  }

  private Table table() {
    Table table = new Table("edge", "proxy", "calls", "at");
    edges
        .through()
        .forEach(
            (edge, calls) -> {
              Proxy proxy = proxy(edge);
              table.row(edge.edge(), name(proxy), calls, proxy.listen());
            });
    edges
        .past()
        .forEach(
            (way, calls) ->
                table.row(way.edge(), "none", calls, way.address() == null ? "" : way.address()));
    for (Proxy proxy : edges.proxies().values()) {
      if (edges.target(proxy.name()).edges().isEmpty()) {
        table.row("no call seen", name(proxy), 0, proxy.listen());
      }
    }
    return table;
  }

  private static String name(Proxy proxy) {
    return proxy.enabled() ? proxy.name() : proxy.name() + " (down)";
  }

  private Proxy proxy(ProxiedEdge edge) {
    return Objects.requireNonNull(edges.proxies().get(edge.proxy()));
  }

  /** Entries of the file whose proxy is not there; the shop's are left out if it does not run. */
  private List<Edge> missing() {
    return known.file().stream()
        .filter(edge -> edge.shopCall().isEmpty())
        .filter(edge -> edge.proxy() != null && !edges.proxies().containsKey(edge.proxy()))
        .toList();
  }

  private Line missing(Edge edge) {
    return Line.of(
        Style.YELLOW,
        "missing",
        "proxy %s of %s->%s in infra/edges.yaml is not in Toxiproxy at %s, which reads the file when"
                .formatted(edge.proxy(), edge.from(), edge.to(), api)
            + " the stack starts");
  }

  /** What must be listed, since spans do not tell it. */
  private List<Line> hints() {
    List<Line> hints = new ArrayList<>();
    for (Way way : edges.past().keySet()) {
      List<String> candidates = edges.candidates(way);
      if (candidates.size() > 1) {
        hints.add(
            Line.of(
                "%s calls %s, where the proxies %s listen: list it in infra/edges.yaml with its own"
                    .formatted(way.edge(), way.address(), String.join(", ", candidates))));
      }
    }
    if (edges.past().keySet().stream().anyMatch(way -> way.address() == null)) {
      hints.add(
          Line.of(
              "where no port is shown, spans do not name one (server.port), or a message came by a"
                  + " broker"));
    }
    return hints;
  }

  private List<Line> proposal(ProposedProxy proposed) {
    Way way = proposed.way();
    return List.of(
        Line.of(
            Style.BOLD,
            way.edge(),
            "goes through no proxy. Make one, then let %s call %s instead of %s:"
                .formatted(way.from(), proposed.callAt(), proposed.upstream())),
        Line.of(
            "  curl -s http://%s/proxies -d '%s'"
                .formatted(api, new String(Json.write(body(proposed)), UTF_8))));
  }

  private static Map<String, Object> body(ProposedProxy proposed) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", proposed.name());
    body.put("listen", proposed.listen().toString());
    body.put("upstream", proposed.upstream().toString());
    body.put("enabled", true);
    return body;
  }

  Map<String, Object> json() {
    List<Map<String, Object>> rows = new ArrayList<>();
    edges
        .through()
        .forEach((edge, calls) -> rows.add(row(edge.from(), edge.to(), proxy(edge), calls)));
    edges
        .past()
        .forEach(
            (way, calls) -> {
              Map<String, Object> row = row(way.from(), way.to(), null, calls);
              row.put("called_at", way.address() == null ? null : way.address().toString());
              rows.add(row);
            });
    for (Proxy proxy : edges.proxies().values()) {
      if (edges.target(proxy.name()).edges().isEmpty()) {
        rows.add(row(null, null, proxy, 0));
      }
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("toxiproxy", api);
    json.put("calls_of_seconds", KnownEdges.RECENT.toSeconds());
    json.put("records_not_read", leftOut);
    json.put("edges", rows);
    json.put("proposed", proposals.stream().map(EdgesView::json).toList());
    json.put("missing", missing().stream().map(Edge::proxy).toList());
    return json;
  }

  private static Map<String, Object> json(ProposedProxy proposed) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("from", proposed.way().from());
    json.put("to", proposed.way().to());
    json.put("proxy", body(proposed));
    json.put("call_at", proposed.callAt().toString());
    return json;
  }

  private static Map<String, Object> row(
      @Nullable String from, @Nullable String to, @Nullable Proxy proxy, long calls) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("from", from);
    row.put("to", to);
    row.put("proxy", proxy == null ? null : proxy.name());
    row.put("calls", calls);
    if (proxy != null) {
      row.put("listen", proxy.listen());
      row.put("upstream", proxy.upstream());
      row.put("enabled", proxy.enabled());
    }
    return row;
  }
}

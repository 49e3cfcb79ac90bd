package io.spanline.stack.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The list of edges in {@code infra/edges.yaml}, and what is generated from it. */
public record Edges(List<Edge> edges) {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A call from one service to another, through a Toxiproxy proxy.
   *
   * @param from the caller's service name
   * @param to the callee's service name
   */
  public record Edge(String from, String to) {
    private static final String PREFIX = "service-";

    public Edge {
      if (!from.startsWith(PREFIX) || !to.startsWith(PREFIX)) {
        throw new IllegalArgumentException(
            "an edge joins two services named service-…, was " + from + " and " + to);
      }
    }

    /** The name of its proxy: {@code a-to-b}. */
    public String proxy() {
      return from.substring(PREFIX.length()) + "-to-" + to.substring(PREFIX.length());
    }

    /** Where the caller finds the callee. */
    public Port proxyPort() {
      return port("PROXY_" + proxy());
    }

    public Port calleePort() {
      return port(to);
    }

    private static Port port(String name) {
      return Port.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  public Edges {
    edges = List.copyOf(edges);
  }

  public static Edges of(Checkout checkout) throws IOException {
    Path file = checkout.file("infra/edges.yaml");
    Edges edges = YAML.readValue(file.toFile(), Edges.class);
    if (edges.edges.isEmpty()) {
      throw new IOException(file + " lists no edge");
    }
    return edges;
  }

  /** Those between services of these names. */
  public Edges among(Set<String> services) {
    return new Edges(
        edges.stream()
            .filter(edge -> services.contains(edge.from()) && services.contains(edge.to()))
            .toList());
  }

  /** The file for Toxiproxy's {@code -config}: a proxy per edge. */
  public String toxiproxyConfig(Settings settings) {
    ArrayNode proxies = JSON.createArrayNode();
    for (Edge edge : edges) {
      proxies
          .addObject()
          .put("name", edge.proxy())
          .put("listen", settings.listenAddress() + ":" + settings.port(edge.proxyPort()))
          .put("upstream", settings.address(edge.calleePort()))
          .put("enabled", true);
    }
    return proxies.toPrettyString() + "\n";
  }

  public List<String> proxies() {
    return edges.stream().map(Edge::proxy).toList();
  }

  public List<Edge> from(String service) {
    return edges.stream().filter(edge -> edge.from().equals(service)).toList();
  }
}

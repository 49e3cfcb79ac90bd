package io.spanline.stack.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The list of edges in {@code infra/edges.yaml}, and what is generated from it. */
public record Edges(List<Edge> edges) {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final ObjectMapper JSON = new ObjectMapper();

  public Edges {
    edges = List.copyOf(edges);
  }

  public static Edges of(Checkout checkout) throws IOException {
    Path file = checkout.file("infra/edges.yaml");
    List<Edge> edges = new ArrayList<>();
    for (JsonNode edge : YAML.readTree(file.toFile()).path("edges")) {
      edges.add(new Edge(edge.required("from").asText(), edge.required("to").asText()));
    }
    if (edges.isEmpty()) {
      throw new IOException(file + " lists no edge");
    }
    return new Edges(edges);
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

  /** The proxies' names. */
  public List<String> proxies() {
    return edges.stream().map(Edge::proxy).toList();
  }

  /** The edges on which a service is the caller. */
  public List<Edge> from(String service) {
    return edges.stream().filter(edge -> edge.from().equals(service)).toList();
  }
}

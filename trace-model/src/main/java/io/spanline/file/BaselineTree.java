package io.spanline.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A baseline as the tree that its file is, in the order of its fields. */
final class BaselineTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private BaselineTree() {}

  static ObjectNode of(Baseline baseline) {
    ObjectNode tree = NODES.objectNode();
    tree.put("schema", Baseline.SCHEMA);
    tree.put("name", baseline.name().value());
    tree.put("created", baseline.created().toString());
    ArrayNode captures = tree.putArray("captures");
    baseline.captures().forEach(source -> captures.add(source(source)));
    ArrayNode warnings = tree.putArray("warnings");
    baseline.warnings().forEach(warnings::add);
    ObjectNode services = tree.putObject("services");
    baseline.services().forEach((name, service) -> services.set(name, service(service)));
    ObjectNode edges = tree.putObject("edges");
    baseline.edges().forEach((name, edge) -> edges.set(name, edge(edge)));
    tree.set("digests", digests(baseline));
    return tree;
  }

  private static ObjectNode source(Baseline.Source source) {
    return NODES
        .objectNode()
        .put("file", source.file())
        .put("sha256", source.sha256())
        .put("traces", source.traces())
        .put("from", source.from().toString())
        .put("to", source.to().toString());
  }

  private static ObjectNode service(Baseline.Service service) {
    ObjectNode tree = NODES.objectNode();
    SortedMap<String, String> reasons = requests(tree, service.requests());
    ResourceUse resources = service.resources();
    if (resources == null) {
      reasons.put("resources", "nothing is known of it in the captures' manifests");
    }
    reasons(tree, reasons);
    tree.set("resources", resources == null ? NullNode.instance : resources(resources));
    ObjectNode operations = tree.putObject("operations");
    service
        .operations()
        .forEach(
            (name, requests) -> {
              ObjectNode operation = operations.putObject(name);
              reasons(operation, requests(operation, requests));
            });
    return tree;
  }

  private static SortedMap<String, String> requests(ObjectNode tree, Baseline.Requests requests) {
    tree.put("requests", requests.errors().of());
    errors(tree, requests.errors());
    return latencies(tree, requests.latencies());
  }

  private static ObjectNode edge(Baseline.Edge edge) {
    ObjectNode tree = NODES.objectNode();
    tree.put("calls", edge.errors().of());
    tree.put("unanswered", edge.unanswered());
    errors(tree, edge.errors());
    SortedMap<String, String> reasons = new TreeMap<>();
    tree.set("client", side(edge.client()));
    tree.set("server", answered(edge.server(), "server", reasons));
    tree.set("gap", answered(edge.gap(), "gap", reasons));
    reasons(tree, reasons);
    return tree;
  }

  private static JsonNode answered(
      @Nullable Latencies latencies, String name, SortedMap<String, String> reasons) {
    if (latencies == null) {
      reasons.put(name, "no call was answered");
      return NullNode.instance;
    }
    return side(latencies);
  }

  private static ObjectNode side(Latencies latencies) {
    ObjectNode tree = NODES.objectNode();
    reasons(tree, latencies(tree, latencies));
    return tree;
  }

  private static void errors(ObjectNode tree, ErrorRate rate) {
    tree.put("errors", rate.errors());
    tree.set("error_rate", decimal(rate.value()));
    tree.putArray("error_rate_ci").add(decimal(rate.low())).add(decimal(rate.high()));
  }

  /** Puts the figures; what is null in them is in the map of reasons. */
  private static SortedMap<String, String> latencies(ObjectNode tree, Latencies latencies) {
    SortedMap<String, String> reasons = new TreeMap<>();
    quantile(tree, "p50_ms", latencies.p50(), reasons);
    quantile(tree, "p95_ms", latencies.p95(), reasons);
    quantile(tree, "p99_ms", latencies.p99(), reasons);
    tree.set("min_ms", millis(latencies.min()));
    tree.set("mean_ms", millis(latencies.mean()));
    tree.set("max_ms", millis(latencies.max()));
    return reasons;
  }

  private static void quantile(
      ObjectNode tree, String name, Estimate estimate, SortedMap<String, String> reasons) {
    tree.set(name, millis(estimate.value()));
    tree.putArray(name + "_ci").add(millis(estimate.low())).add(millis(estimate.high()));
    if (estimate.reason() != null) {
      reasons.put(name + "_ci", estimate.reason());
    }
  }

  private static ObjectNode resources(ResourceUse use) {
    ObjectNode tree = NODES.objectNode();
    tree.put("samples", use.samples());
    tree.set("cpu_seconds", decimal(use.cpuSeconds()));
    tree.set("cpu_cores", decimal(use.cpuCores()));
    tree.set("heap_mean_bytes", count(use.heapMeanBytes()));
    tree.set("heap_max_bytes", count(use.heapMaxBytes()));
    if (use.reason() != null) {
      tree.put("reason", use.reason());
    }
    return tree;
  }

  private static ObjectNode digests(Baseline baseline) {
    ObjectNode tree = NODES.objectNode();
    ObjectNode services = tree.putObject("services");
    baseline
        .services()
        .forEach(
            (name, service) -> {
              ObjectNode digests = services.putObject(name);
              digest(digests, "all", service.requests().latencies());
              ObjectNode operations = digests.putObject("operations");
              service.operations().forEach((key, of) -> digest(operations, key, of.latencies()));
            });
    ObjectNode edges = tree.putObject("edges");
    baseline
        .edges()
        .forEach(
            (name, edge) -> {
              ObjectNode digests = edges.putObject(name);
              digest(digests, "client", edge.client());
              digest(digests, "server", edge.server());
              digest(digests, "gap", edge.gap());
            });
    return tree;
  }

  private static void digest(ObjectNode tree, String name, @Nullable Latencies latencies) {
    Digest digest = latencies == null ? null : latencies.digest();
    if (digest != null) {
      tree.put(name, digest.base64());
    }
  }

  private static void reasons(ObjectNode tree, SortedMap<String, String> reasons) {
    if (!reasons.isEmpty()) {
      ObjectNode texts = tree.putObject("reasons");
      reasons.forEach(texts::put);
    }
  }

  private static JsonNode millis(@Nullable Duration duration) {
    return duration == null ? NullNode.instance : DecimalNode.valueOf(Decimals.millis(duration));
  }

  private static JsonNode decimal(@Nullable BigDecimal number) {
    return number == null ? NullNode.instance : DecimalNode.valueOf(number);
  }

  private static JsonNode count(@Nullable Long number) {
    return number == null ? NullNode.instance : LongNode.valueOf(number);
  }
}

package io.spanline.captures.baseline;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The digests of all figures, as a baseline's file has them; it may lack any of them. */
record Digests(
    @Nullable SortedMap<String, OfService> services, @Nullable SortedMap<String, OfEdge> edges) {

  static Digests of(Baseline of) {
    return new Digests(
        BaselineForm.each("services", of.services(), (name, service) -> OfService.of(service)),
        BaselineForm.each("edges", of.edges(), (name, edge) -> OfEdge.of(edge)));
  }

  OfService service(String name) {
    OfService found = services == null ? null : services.get(name);
    return found == null ? new OfService(null, null) : found;
  }

  OfEdge edge(String name) {
    OfEdge found = edges == null ? null : edges.get(name);
    return found == null ? new OfEdge(null, null, null) : found;
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OfService(@Nullable String all, @Nullable SortedMap<String, String> operations) {
    static OfService of(Baseline.Service of) {
      return new OfService(
          base64(of.requests().latencies()),
          BaselineForm.each(
              "operations", of.operations(), (name, requests) -> base64(requests.latencies())));
    }

    @Nullable String operation(String name) {
      return operations == null ? null : operations.get(name);
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OfEdge(@Nullable String client, @Nullable String server, @Nullable String gap) {
    static OfEdge of(Baseline.Edge of) {
      return new OfEdge(base64(of.client()), base64(of.server()), base64(of.gap()));
    }
  }

  private static @Nullable String base64(@Nullable Latencies latencies) {
    DigestText digest = latencies == null ? null : latencies.digest();
    return digest == null ? null : digest.base64();
  }
}

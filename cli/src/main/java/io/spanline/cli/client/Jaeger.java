package io.spanline.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.cli.Complaint;
import io.spanline.model.TraceId;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** Jaeger's query API. */
public final class Jaeger {
  private final Rest rest;

  /** A client of the Jaeger at host and port. */
  public Jaeger(String address) {
    this.rest = new Rest("Jaeger", address, Duration.ofSeconds(5));
  }

  /** Ids of the spans that Jaeger has of a trace, as hex digits; empty while it has none. */
  public Set<String> spanIds(TraceId traceId) {
    Set<String> ids = new TreeSet<>();
    try {
      for (JsonNode trace : rest.get("/api/traces/" + traceId.hex()).path("data")) {
        trace.path("spans").forEach(span -> ids.add(span.path("spanID").asText()));
      }
    } catch (Complaint notThereYet) {
      return Set.of();
    }
    return ids;
  }
}

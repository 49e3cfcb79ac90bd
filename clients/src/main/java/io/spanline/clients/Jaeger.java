package io.spanline.clients;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.model.TraceId;
import java.time.Duration;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Jaeger's query API. */
public final class Jaeger {
  private final Rest rest;

  public Jaeger(String address) {
    this.rest = new Rest("Jaeger", address, Duration.ofSeconds(5));
  }

  /**
   * A span as Jaeger shows it.
   *
   * @param parent id of the parent span in hex digits; empty if there is none
   * @param kind such as {@code server}; empty if it is internal or unknown
   * @param startMicros since the epoch
   * @param tags attributes as texts, including those that Jaeger adds for kind and status
   */
  public record ShownSpan(
      String service,
      String operation,
      String parent,
      String kind,
      long startMicros,
      long durationMicros,
      boolean error,
      SortedMap<String, String> tags) {}

  /** Ids of the spans of a trace in Jaeger, as hex digits; empty while it has none. */
  public Set<String> spanIds(TraceId traceId) {
    return new TreeSet<>(spans(traceId).keySet());
  }

  /** The spans of a trace in Jaeger by span id in hex digits; empty while it has none. */
  public SortedMap<String, ShownSpan> spans(TraceId traceId) {
    SortedMap<String, ShownSpan> spans = new TreeMap<>();
    try {
      for (JsonNode trace : rest.get("/api/traces/" + traceId.hex()).path("data")) {
        JsonNode processes = trace.path("processes");
        trace
            .path("spans")
            .forEach(span -> spans.put(span.path("spanID").asText(), shown(span, processes)));
      }
    } catch (ClientException notThereYet) {
      return new TreeMap<>();
    }
    return spans;
  }

  private static ShownSpan shown(JsonNode span, JsonNode processes) {
    SortedMap<String, String> tags = new TreeMap<>();
    span.path("tags")
        .forEach(tag -> tags.put(tag.path("key").asText(), tag.path("value").asText()));
    return new ShownSpan(
        processes.path(span.path("processID").asText()).path("serviceName").asText(),
        span.path("operationName").asText(),
        span.path("references").path(0).path("spanID").asText(),
        tags.getOrDefault("span.kind", ""),
        span.path("startTime").asLong(),
        span.path("duration").asLong(),
        Boolean.parseBoolean(tags.getOrDefault("error", "false")),
        tags);
  }
}

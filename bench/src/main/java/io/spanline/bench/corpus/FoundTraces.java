package io.spanline.bench.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spanline.model.Span;
import io.spanline.model.Trace;
import io.spanline.topic.Json;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whole traces of the topic or of a capture. */
record FoundTraces(List<Trace> traces) {
  FoundTraces {
    traces = List.copyOf(traces);
  }

  /** Joins the records of each trace. */
  static FoundTraces joined(List<Trace> records) {
    return new FoundTraces(
        records.stream().collect(Collectors.groupingBy(Trace::traceId)).values().stream()
            .map(Trace::join)
            .toList());
  }

  /** The requests of each service, named as in figures, and how many of them are errors. */
  Figures figures() {
    SortedMap<String, JsonNode> services = new TreeMap<>();
    for (Trace trace : traces) {
      for (Span request : trace.requests()) {
        ObjectNode row =
            (ObjectNode)
                services.computeIfAbsent(
                    request.facts().service(), name -> Json.MAPPER.createObjectNode());
        row.put("requests", row.path("requests").asInt() + 1);
        row.put("errors", row.path("errors").asInt() + (request.isError() ? 1 : 0));
      }
    }
    return new Figures(Map.of(Figures.Kind.SERVICE, services));
  }

  /** How many traces of a case ended how. */
  SortedMap<String, Integer> outcomes(Case row) {
    return traces.stream()
        .filter(trace -> trace.services().stream().anyMatch(row::owns))
        .collect(
            Collectors.toMap(
                trace -> trace.outcome().word(), trace -> 1, Integer::sum, TreeMap::new));
  }
}

package io.spanline.bench.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Rows of figures, by kind and name. */
record Figures(Map<Kind, SortedMap<String, JsonNode>> rows) {
  /** What a row is of, and how it is named. */
  enum Kind {
    SERVICE,
    /** {@code service: operation}. */
    OPERATION,
    /** {@code caller->callee}. */
    EDGE;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  Figures {
    Map<Kind, SortedMap<String, JsonNode>> all = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      all.put(kind, Collections.unmodifiableSortedMap(of(rows, kind)));
    }
    rows = Collections.unmodifiableMap(all);
  }

  private static SortedMap<String, JsonNode> of(
      Map<Kind, SortedMap<String, JsonNode>> rows, Kind kind) {
    return new TreeMap<>(rows.getOrDefault(kind, new TreeMap<>()));
  }

  SortedMap<String, JsonNode> of(Kind kind) {
    return rows.getOrDefault(kind, new TreeMap<>());
  }

  /** The name of an operation's row. */
  static String key(String service, String operation) {
    return service + ": " + operation;
  }
}

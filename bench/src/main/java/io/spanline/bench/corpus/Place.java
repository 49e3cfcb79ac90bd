package io.spanline.bench.corpus;

import java.util.Locale;
import java.util.Set;

/** Where figures are read, in the order in which they come to be. */
enum Place {
  /** The topic {@code traces}. */
  TOPIC,
  /** What streams-baseline answers. */
  LIVE,
  /** The lines of a capture. */
  CAPTURE,
  BASELINE;

  private static final Set<String> COUNTED = Set.of("requests", "errors");

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it says anything of a kind. */
  boolean says(Figures.Kind kind) {
    return this == LIVE || this == BASELINE || kind == Figures.Kind.SERVICE;
  }

  /** Whether it says a field of a kind. */
  boolean says(Figures.Kind kind, String field) {
    return switch (this) {
      case BASELINE -> true;
      // Windows of an operation can be added up, their quantiles cannot.
      case LIVE ->
          !field.equals("skew") && !(kind == Figures.Kind.OPERATION && field.endsWith("_ms"));
      case TOPIC, CAPTURE -> COUNTED.contains(field);
    };
  }
}

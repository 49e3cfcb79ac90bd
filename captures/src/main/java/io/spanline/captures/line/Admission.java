package io.spanline.captures.line;

import org.jspecify.annotations.Nullable;

/** What may stand in a capture; a text that is not admitted has to be taken out first. */
@FunctionalInterface
public interface Admission {
  /** Admits everything. */
  Admission ALL = (place, field, text) -> true;

  /** Where in a span's OTLP a text stands. */
  enum Place {
    /** An attribute of the resource, the scope, the span, one of its events or links. */
    RESOURCE,
    SCOPE,
    SPAN,
    EVENT,
    LINK,
    /** A name: the span's, an event's, the scope's. */
    NAME,
    /** The status' message, a trace state, a schema URL. */
    STATUS,
    TRACE_STATE,
    SCHEMA_URL
  }

  /**
   * Whether a text may stay as it is.
   *
   * @param field the attribute's key, or what is named; such as {@code span.name}
   * @param text null where the value is no text: a number, a boolean, or none; each text of a list
   *     or map is asked for alone
   */
  boolean admits(Place place, String field, @Nullable String text);
}

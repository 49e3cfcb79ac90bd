package io.spanline.capture.redaction;

/** Where in a span's OTLP an attribute stands. */
enum Place {
  RESOURCE,
  SCOPE,
  SPAN,
  EVENT,
  LINK
}

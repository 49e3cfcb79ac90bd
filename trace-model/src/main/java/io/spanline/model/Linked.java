package io.spanline.model;

/** What hangs in a trace: a span, or what is remembered of one. */
public interface Linked {

  SpanLink link();

  /** The name of the service that made it. */
  String service();

  default SpanKey key() {
    return link().key();
  }

  default SpanKind kind() {
    return key().kind();
  }
}

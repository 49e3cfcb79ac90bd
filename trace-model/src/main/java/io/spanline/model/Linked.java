package io.spanline.model;

/** What hangs in a trace: a span, or what is remembered of one. */
public interface Linked {

  SpanLink link();

  /** The name of the service that made it. */
  String service();

  default SpanKey key() {
    return link().key();
  }

  /** The id's eight bytes as a number. */
  default long spanIdValue() {
    return link().spanIdValue();
  }

  /** The parent id's eight bytes as a number, or 0 if there is no parent. */
  default long parentIdValue() {
    return link().parentIdValue();
  }

  default SpanKind kind() {
    return link().kind();
  }
}

package io.spanline.harness.traffic;

import io.spanline.model.Span;

/** Where spans are sent to. */
public interface SpanSink extends AutoCloseable {
  /** Sends a span; it may be on its way still when this returns. */
  void send(Span span);

  /**
   * Returns once every span is acknowledged.
   *
   * @throws IllegalStateException if one was refused
   */
  void flush();

  /** A span less what may come out otherwise than it was sent. */
  default Span unchanged(Span span) {
    return span;
  }

  /** Spans acknowledged so far. */
  long acknowledged();

  @Override
  void close();
}

package io.spanline.model;

import org.jspecify.annotations.Nullable;

/**
 * One call along an edge: a CLIENT or PRODUCER span, and the entry span that answered it.
 *
 * @param callee the answering span's service, else the exit span's {@code peer.service}, else
 *     {@link #UNKNOWN_CALLEE}
 * @param entry the entry span whose parent the exit span is; null if the call is unanswered
 */
public record Call(Span exit, String callee, @Nullable Span entry) {
  public static final String UNKNOWN_CALLEE = "unknown";

  public String caller() {
    return exit.service();
  }

  public boolean isError() {
    return exit.isError();
  }

  public long clientNanos() {
    return exit.durationNanos();
  }

  public boolean isAnswered() {
    return entry != null;
  }

  public boolean isMessaging() {
    return exit.kind() == SpanKind.PRODUCER;
  }

  /** The callee's time in nanoseconds, or null if unanswered. */
  public @Nullable Long serverNanos() {
    return entry == null ? null : entry.durationNanos();
  }

  /** {@link Timed#gapTo Time between caller and callee} in nanoseconds, or null if unanswered. */
  public @Nullable Long gapNanos() {
    return entry == null ? null : exit.gapTo(entry);
  }
}

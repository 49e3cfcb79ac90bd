package io.spanline.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call along an edge: a CLIENT or PRODUCER span, and the entry span that answered it.
 *
 * @param callee the answering span's service, else the exit span's {@linkplain Span#peer peer},
 *     else {@link #UNKNOWN_CALLEE}
 * @param entry the entry span whose parent the exit span is; null if the call is unanswered
 */
public record Call(Span exit, String callee, @Nullable Span entry) {
  public static final String UNKNOWN_CALLEE = "unknown";

  /** The calls among the spans of one trace, which are in order. */
  static List<Call> among(List<Span> spans) {
    Answers<Span> answers = new Answers<>();
    spans.forEach(span -> answers.offer(span.parentId(), span));
    List<Call> calls = new ArrayList<>(spans.size());
    for (Span span : spans) {
      if (span.kind().isExit()) {
        calls.add(of(span, answers.take(span.spanId())));
      }
    }
    return Collections.unmodifiableList(calls);
  }

  private static Call of(Span exit, @Nullable Span entry) {
    String callee = entry == null ? exit.peer() : entry.service();
    return new Call(exit, callee == null ? UNKNOWN_CALLEE : callee, entry);
  }

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

  /** The callee's time in nanoseconds, or null if unanswered. */
  public @Nullable Long serverNanos() {
    return entry == null ? null : entry.durationNanos();
  }

  /** {@link Timed#gapTo Time between caller and callee} in nanoseconds, or null if unanswered. */
  public @Nullable Long gapNanos() {
    return entry == null ? null : exit.gapTo(entry);
  }
}

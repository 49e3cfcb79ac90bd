package io.spanline.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds which entry span answered which exit span. */
final class Calls {
  private Calls() {}

  /** The calls among the spans of one trace, which are in order. */
  static List<Call> of(List<Span> spans) {
    Answers<Span> answers = new Answers<>();
    spans.forEach(span -> answers.offer(span.parentId(), span));
    List<Call> calls = new ArrayList<>(spans.size());
    for (Span span : spans) {
      if (span.kind().isExit()) {
        calls.add(call(span, answers.take(span.spanId())));
      }
    }
    return Collections.unmodifiableList(calls);
  }

  private static Call call(Span exit, @Nullable Span entry) {
    if (entry != null) {
      return new Call(exit, entry.service(), entry);
    }
    return new Call(exit, exit.attribute("peer.service").orElse(Call.UNKNOWN_CALLEE), null);
  }
}

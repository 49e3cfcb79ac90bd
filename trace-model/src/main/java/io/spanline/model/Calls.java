package io.spanline.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds which entry span answered which exit span. */
final class Calls {
  // Up to so many, looking through all of them is quicker than a map.
  private static final int FEW_SPANS = 32;

  private Calls() {}

  /** The calls among the spans of one trace, which are in order. */
  static List<Call> of(List<Span> spans) {
    return spans.size() <= FEW_SPANS ? ofFew(spans) : ofMany(spans);
  }

  static List<Call> ofMany(List<Span> spans) {
    Map<SpanId, Span> answers = new HashMap<>();
    for (Span span : spans) {
      SpanId parent = span.parentId();
      if (span.kind().isEntry() && parent != null) {
        answers.putIfAbsent(parent, span);
      }
    }
    List<Call> calls = new ArrayList<>();
    for (Span span : spans) {
      if (span.kind().isExit()) {
        calls.add(call(span, answers.remove(span.spanId())));
      }
    }
    return Collections.unmodifiableList(calls);
  }

  static List<Call> ofFew(List<Span> spans) {
    List<Call> calls = new ArrayList<>(spans.size());
    for (Span span : spans) {
      if (span.kind().isExit()) {
        long id = span.spanId().value();
        calls.add(call(span, isAnswered(id, calls) ? null : answer(id, spans)));
      }
    }
    return Collections.unmodifiableList(calls);
  }

  private static boolean isAnswered(long exitId, List<Call> before) {
    for (Call call : before) {
      if (call.isAnswered() && call.exit().spanIdValue() == exitId) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Span answer(long exitId, List<Span> spans) {
    for (Span span : spans) {
      if (span.parentIdValue() == exitId && span.kind().isEntry()) {
        return span;
      }
    }
    return null;
  }

  private static Call call(Span exit, @Nullable Span entry) {
    if (entry != null) {
      return new Call(exit, entry.service(), entry);
    }
    return new Call(exit, exit.attribute("peer.service").orElse(Call.UNKNOWN_CALLEE), null);
  }
}

package io.spanline.streams.assembly;

import io.spanline.model.Linked;
import io.spanline.model.Outcome;
import io.spanline.model.SpanFacts;
import io.spanline.model.SpanLink;
import java.util.Collection;

/** What is remembered of a span that was emitted, or cut: enough to tell who called. */
record RememberedSpan(SpanLink link, String service) implements Linked {
  static RememberedSpan of(SpanFacts span) {
    return new RememberedSpan(span.link(), span.service());
  }

  /** The outcome of a trace of which this is known. */
  static Outcome outcome(Collection<RememberedSpan> known, Outcome.Cut cut) {
    return Outcome.of(known.stream().map(RememberedSpan::link).toList()).without(cut);
  }
}

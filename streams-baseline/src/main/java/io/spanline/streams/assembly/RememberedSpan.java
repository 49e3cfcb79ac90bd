package io.spanline.streams.assembly;

import io.spanline.model.Linked;
import io.spanline.model.Outcome;
import io.spanline.model.SpanLink;
import java.util.Collection;

/** What is remembered of a span that was emitted, or cut: enough to tell who called. */
record RememberedSpan(SpanLink link, String service) implements Linked {
  /** The outcome of a trace of which this is known. */
  static Outcome outcome(Collection<? extends Linked> known, Outcome.Cut cut) {
    return Outcome.of(known.stream().map(Linked::link).toList()).without(cut);
  }
}

package io.spanline.streams.assembly;

import io.spanline.model.Outcome;
import io.spanline.model.Span;
import io.spanline.model.SpanFacts;
import io.spanline.model.SpanLink;
import io.spanline.model.Trace;
import io.spanline.streams.assembly.Contribution.Counted;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a trace that waits no more.
 *
 * @param trace what came since the last emission as far as a record holds it; null if nothing is
 *     left
 * @param contribution what all that came since adds to the statistics, what was cut included
 * @param skeleton what is remembered of all revisions
 * @param cut spans of the trace that no record can hold
 */
record Emission(
    @Nullable Trace trace, Contribution contribution, RememberedTrace skeleton, int cut) {
  private static final Counted NEVER_ASKED = new Counted(0, 0);

  /** Why a trace waits no more. */
  private enum End {
    /**
     * It is due. It is remembered from when it was due, not from when that was noticed: a lag must
     * not change that.
     */
    DUE,
    /** It would have waited longer. */
    EVICTED;

    long closedMillis(OpenTrace waiting, long nowMillis) {
      return this == DUE ? waiting.dueMillis() : nowMillis;
    }

    Outcome outcome(RememberedTrace skeleton) {
      Outcome outcome = skeleton.outcome();
      return this == DUE ? outcome : outcome.evicted();
    }
  }

  /** The emission of a trace that is due. */
  static Emission due(OpenTrace waiting, RecordSize size, long nowMillis) {
    return of(waiting, End.DUE, size, nowMillis);
  }

  /** The emission of a trace that would have waited longer. */
  static Emission evicted(OpenTrace waiting, RecordSize size, long nowMillis) {
    return of(waiting, End.EVICTED, size, nowMillis);
  }

  /** Spans that are emitted for the first time. */
  int spans() {
    return trace == null ? 0 : trace.spans().size();
  }

  boolean isEmpty() {
    return trace == null && contribution.entries().isEmpty() && contribution.calls().isEmpty();
  }

  private static Emission of(OpenTrace waiting, End end, RecordSize size, long nowMillis) {
    List<SpanFacts> facts = waiting.facts();
    Counted emission = new Counted(waiting.timestampMillis(), nowMillis);
    CallPairing.Paired paired = new CallPairing(waiting.earlier()).pair(facts, emission);
    RememberedTrace skeleton =
        skeleton(waiting, end.closedMillis(waiting, nowMillis), paired.unpaired());
    Trace trace = fitting(waiting, size, end.outcome(skeleton));
    int kept = trace == null ? 0 : trace.spans().size();
    int cut = waiting.arrivals().size() - kept;
    return new Emission(trace, contribution(facts, paired), without(skeleton, waiting, cut), cut);
  }

  /** What a span adds to the statistics that its trace does not remember. */
  static Contribution alone(SpanFacts span) {
    return contribution(List.of(span), new CallPairing(null).pair(List.of(span), NEVER_ASKED));
  }

  private static Contribution contribution(List<SpanFacts> facts, CallPairing.Paired paired) {
    List<SpanFacts> entries = facts.stream().filter(span -> span.kind().isEntry()).toList();
    return new Contribution(entries, paired.calls());
  }

  private static @Nullable Trace fitting(OpenTrace waiting, RecordSize size, Outcome outcome) {
    List<Span> spans = waiting.arrivals().stream().map(Arrival::span).toList();
    if (spans.isEmpty()) {
      return null;
    }
    Trace trace = new Trace(waiting.traceId(), waiting.revision(), outcome, spans);
    return size.fitting(trace, waiting.bytes());
  }

  /** All revisions, as if records of any size could be written. */
  private static RememberedTrace skeleton(
      OpenTrace waiting, long closedMillis, List<CallEnd> unpaired) {
    RememberedTrace earlier = waiting.earlier();
    List<SpanLink> links = new ArrayList<>();
    int spans = waiting.arrivals().size();
    int truncated = waiting.truncated();
    if (earlier != null) {
      links.addAll(earlier.links());
      spans += earlier.spans();
      truncated += earlier.truncated();
    }
    waiting.facts().forEach(span -> links.add(span.link()));
    return new RememberedTrace(
        waiting.revision(), closedMillis, spans, truncated, waiting.bytes(), links, unpaired);
  }

  /** Spans that no record can hold are known by their links; what emits nothing is no revision. */
  private static RememberedTrace without(RememberedTrace skeleton, OpenTrace waiting, int cut) {
    boolean emits = waiting.arrivals().size() > cut;
    return new RememberedTrace(
        emits ? skeleton.revision() : skeleton.revision() - 1,
        skeleton.closedMillis(),
        skeleton.spans() - cut,
        skeleton.truncated() + cut,
        skeleton.bytes(),
        skeleton.links(),
        skeleton.unpaired());
  }
}

package io.spanline.streams.assembly;

import io.spanline.model.Outcome;
import io.spanline.model.SlicedSpan;
import io.spanline.model.Span;
import io.spanline.model.SpanFacts;
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

    Outcome outcome(Outcome outcome) {
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
    return trace == null && contribution.isEmpty();
  }

  /** It is done with: the bytes of its spans are used for others. */
  void letGo() {
    if (trace != null) {
      trace.spans().forEach(span -> ((SlicedSpan) span).letGo());
    }
  }

  private static Emission of(OpenTrace waiting, End end, RecordSize size, long nowMillis) {
    Counted emission = new Counted(waiting.timestampMillis(), nowMillis);
    List<Arrival> arrivals = waiting.arrivals();
    List<SpanFacts> facts = waiting.facts(arrivals);
    CallPairing.Paired paired = CallPairing.pair(waiting.earlier(), sampled(facts), emission);
    Trace trace = fitting(waiting, arrivals, size, end.outcome(waiting.outcome(facts)));
    List<Span> kept = trace == null ? List.of() : trace.spans();
    RememberedTrace earlier = waiting.earlier();
    RememberedTrace skeleton =
        new RememberedTrace(
            // What emits nothing is no revision.
            trace == null ? waiting.revision() - 1 : waiting.revision(),
            end.closedMillis(waiting, nowMillis),
            (earlier == null ? 0 : earlier.spans()) + newSpans(waiting, kept),
            trace == null ? waiting.cut().and(allOf(arrivals)) : trace.outcome().cut(),
            waiting.bytes(),
            waiting.lastCut(),
            waiting.links(facts),
            paired.unpaired());
    int cut = waiting.spans() - kept.size();
    return new Emission(trace, paired.contribution(), skeleton, cut);
  }

  /** What a span adds to the statistics that its trace does not remember. */
  static Contribution alone(SpanFacts span) {
    return CallPairing.pair(null, List.of(span), NEVER_ASKED).contribution();
  }

  /** The trace is one of a sample if any span says so. */
  private static List<SpanFacts> sampled(List<SpanFacts> facts) {
    for (SpanFacts span : facts) {
      if (span.isSampled()) {
        return facts.stream().map(SpanFacts::sampled).toList();
      }
    }
    return facts;
  }

  /** How many spans are not further copies of what was emitted unfinished. */
  private static int newSpans(OpenTrace waiting, List<Span> spans) {
    return waiting.earlier() == null
        ? spans.size()
        : (int) spans.stream().filter(span -> !waiting.isRevised(span.key())).count();
  }

  private static Outcome.Cut allOf(List<Arrival> arrivals) {
    return Outcome.Cut.of(arrivals.stream().map(Arrival::key).toList());
  }

  private static @Nullable Trace fitting(
      OpenTrace waiting, List<Arrival> arrivals, RecordSize size, Outcome outcome) {
    List<Span> spans = new ArrayList<>(arrivals.size());
    arrivals.forEach(arrival -> spans.add(arrival.span()));
    if (spans.isEmpty()) {
      return null;
    }
    Trace trace = new Trace(waiting.traceId(), waiting.revision(), outcome, spans);
    return size.fitting(trace, waiting.bytes());
  }
}

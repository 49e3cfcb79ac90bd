package io.spanline.streams.assembly;

import io.spanline.model.SpanFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an emission adds to the statistics: each request, each call and each answer once over all
 * revisions of a trace, those of spans that a cap cut included. Nothing is ever taken back. Times
 * are those of the emission's {@link io.spanline.model.Timeline}.
 *
 * @param requests that were not counted before
 * @param calls that were not counted before, and answers of calls that were
 * @param ended what was counted before it had ended
 * @param endedAnswers those of them that the row of an edge counts as answers
 */
public record Contribution(
    List<SpanFacts> requests,
    List<CallUpdate> calls,
    List<Ended> ended,
    List<EndedAnswer> endedAnswers) {
  // A hot path: the lists are made for it, and nobody else keeps them. So it copies none.

  /** Of spans none of which was counted before. */
  Contribution(List<SpanFacts> requests, List<CallUpdate> calls) {
    this(requests, calls, List.of(), List.of());
  }

  boolean isEmpty() {
    return requests.isEmpty() && calls.isEmpty() && ended.isEmpty();
  }

  /**
   * A call, its answer, or both; in one of the shapes of a {@link io.spanline.model.Call}.
   *
   * @param callee the name under which the call is counted, also when its answer comes later and
   *     says another
   * @param seen the span whose end decides the window and whose status says whether the call
   *     failed: the exit span; of a consumed message or a call without CLIENT span the entry span;
   *     without its operation if it came in an earlier revision
   * @param clientNanos null if no span of the caller measured the call
   * @param answer null if it has none, or none yet: only a CLIENT span awaits one
   * @param counted by which emission the call was counted; null if it was not counted before
   */
  public record CallUpdate(
      String caller,
      String callee,
      SpanFacts seen,
      @Nullable Long clientNanos,
      @Nullable Answer answer,
      @Nullable Counted counted) {
    /** Whether the call was not counted before. */
    public boolean isNew() {
      return counted == null;
    }
  }

  /** An entry span as the answer of a call; null is what its times do not say. */
  public record Answer(@Nullable Long serverNanos, @Nullable Long gapNanos) {}

  /**
   * A span that was counted unfinished and has ended since: it adds its time, and its error; no
   * request, no call.
   *
   * @param span as it was counted, but with its end; an error only if it was not counted as one
   * @param callee the name under which the call of an exit span was counted; null of an entry span
   * @param counted by which emission the span was counted
   */
  public record Ended(SpanFacts span, @Nullable String callee, Counted counted) {}

  /**
   * An entry span that was counted unfinished as the answer of a call, or as what consumed a
   * message, and has ended since: what its end adds to the row of the edge.
   *
   * @param seen the span that the row counts, as it was counted
   * @param errors 1 if the call has failed only now
   */
  public record EndedAnswer(
      String caller, String callee, SpanFacts seen, int errors, Answer answer, Counted counted) {}

  /**
   * The emission that counted a span: what its window follows from, besides the span.
   *
   * @param timestampMillis the timestamp of the trace's record
   * @param clockMillis the partition's clock
   */
  public record Counted(long timestampMillis, long clockMillis) {}
}

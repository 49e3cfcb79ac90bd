package io.spanline.streams.assembly;

import io.spanline.model.SpanFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an emission adds to the statistics: each entry span, each call and each answer once over all
 * revisions of a trace, those of spans that a cap cut included. Nothing is ever taken back.
 *
 * @param entries entry spans that were not counted before
 * @param calls calls that were not counted before, and answers of calls that were
 */
public record Contribution(List<SpanFacts> entries, List<CallUpdate> calls) {
  public Contribution {
    entries = List.copyOf(entries);
    calls = List.copyOf(calls);
  }

  /**
   * A call, its answer, or both.
   *
   * @param exit the CLIENT or PRODUCER span; without its operation if it was counted before
   * @param callee the name under which the call is counted, also when its answer comes later and
   *     says another: the answering service, else the exit span's peer, else {@code unknown}
   * @param counted by which emission the call was counted; null if it was not counted before
   * @param answer the entry span that answered, if that was not counted before; else null
   */
  public record CallUpdate(
      SpanFacts exit, String callee, @Nullable Counted counted, @Nullable SpanFacts answer) {
    /** Whether the call was not counted before. */
    public boolean isNew() {
      return counted == null;
    }
  }

  /**
   * The emission that counted a call: what its window follows from, besides the span.
   *
   * @param timestampMillis the timestamp of the trace's record
   * @param clockMillis the partition's clock
   */
  public record Counted(long timestampMillis, long clockMillis) {}
}

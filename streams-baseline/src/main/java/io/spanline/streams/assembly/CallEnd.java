package io.spanline.streams.assembly;

import io.spanline.model.SpanFacts;
import io.spanline.streams.assembly.Contribution.Counted;

/**
 * One end of a call that waits for the other, or a request or call that has not ended.
 *
 * @param facts as they were counted, without what no later revision asks for. The peer of an exit
 *     span is the callee that it was counted under; that of an entry span its caller, if it was
 *     counted as the answer of a call
 * @param counted by which emission the span was counted
 */
record CallEnd(SpanFacts facts, Counted counted) {
  /** Whether an edge counted the span as the answer of a call, or as what consumed a message. */
  boolean isAnswer() {
    return facts.kind().isEntry() && facts.peer() != null;
  }
}

package io.spanline.streams.assembly;

import io.spanline.model.Call;
import io.spanline.model.Linked;
import io.spanline.model.SpanFacts;
import io.spanline.model.SpanKind;
import io.spanline.model.SpanTree;
import io.spanline.model.Timeline;
import io.spanline.streams.assembly.Contribution.Answer;
import io.spanline.streams.assembly.Contribution.Ended;
import io.spanline.streams.assembly.Contribution.EndedAnswer;
import java.util.ArrayList;
import java.util.List;

/** What an emission adds of spans that were counted unfinished, in the rows that counted them. */
final class EndedSpans {
  private final PairedSpans spans;
  private final SpanTree<? extends Linked> tree;
  private final Timeline<SpanFacts> timeline;

  EndedSpans(PairedSpans spans, Timeline<SpanFacts> timeline) {
    this.spans = spans;
    this.tree = spans.tree();
    this.timeline = timeline;
  }

  /** The requests and calls that have ended since. */
  List<Ended> requestsAndCalls() {
    List<Ended> ended = new ArrayList<>(0);
    for (CallEnd end : spans.ends()) {
      SpanFacts copy = spans.copy(end);
      if (copy != null && end.facts().link().isUnfinished()) {
        ended.add(ended(end, copy));
      }
    }
    return ended;
  }

  private static Ended ended(CallEnd end, SpanFacts copy) {
    SpanFacts before = end.facts();
    SpanFacts span =
        new SpanFacts(
            copy.link(),
            before.service(),
            before.operation(),
            before.peer(),
            before.startNanos(),
            before.startNanos() + copy.endNanos() - copy.startNanos(),
            copy.isError() && !before.isError(),
            before.resource(),
            before.isSampled());
    String callee = span.kind().isExit() ? span.peer() : null;
    return new Ended(span, callee, end.counted());
  }

  /** The entry spans among them that an edge counted. */
  List<EndedAnswer> answers() {
    List<EndedAnswer> ended = new ArrayList<>(0);
    for (CallEnd end : spans.counted()) {
      SpanFacts copy = end.isAnswer() ? spans.copy(end) : null;
      int caller = copy == null ? SpanTree.NONE : tree.callerPlace(copy);
      if (copy == null || caller == SpanTree.NONE) {
        continue;
      }
      Answer answer = answer(caller, copy);
      CallEnd call = spans.end(caller);
      if (tree.get(caller).kind() != SpanKind.CLIENT) {
        ended.add(consumed(tree.get(caller), end, copy, answer));
      } else if (call != null) {
        SpanFacts seen = call.facts();
        String callee = Call.calleeOf(seen.peer());
        ended.add(new EndedAnswer(seen.service(), callee, seen, 0, answer, call.counted()));
      }
    }
    return ended;
  }

  private Answer answer(int caller, SpanFacts entry) {
    SpanFacts exit = spans.exit(caller);
    SpanFacts copy = spans.facts(caller);
    Long gap = exit == null ? null : timeline.gapNanos(copy == null ? exit : copy, entry);
    return new Answer(CallPairing.nanos(entry), gap);
  }

  private static EndedAnswer consumed(Linked caller, CallEnd end, SpanFacts copy, Answer answer) {
    SpanFacts before = end.facts();
    int errors = copy.isError() && !before.isError() ? 1 : 0;
    return new EndedAnswer(
        caller.service(), before.service(), before, errors, answer, end.counted());
  }
}

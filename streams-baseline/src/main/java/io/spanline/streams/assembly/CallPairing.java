package io.spanline.streams.assembly;

import io.spanline.model.Call;
import io.spanline.model.Linked;
import io.spanline.model.SpanFacts;
import io.spanline.model.SpanKind;
import io.spanline.model.SpanTree;
import io.spanline.model.Timeline;
import io.spanline.streams.assembly.Contribution.Answer;
import io.spanline.streams.assembly.Contribution.CallUpdate;
import io.spanline.streams.assembly.Contribution.Counted;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a revision adds to the statistics: the requests and {@linkplain Call calls} of all spans so
 * far, less what earlier revisions counted. What was counted is told from what is remembered: the
 * caller of an entry span, once it is known, stays the same. Entry spans of earlier revisions
 * answer first, then those of this one in order of their starts.
 */
final class CallPairing {
  private static final int FEW = 3;

  private final PairedSpans spans;
  private final SpanTree<? extends Linked> tree;
  private final Answered answered;
  private final Timeline<SpanFacts> timeline;
  private final Counted emission;
  // By the places of their CLIENT spans.
  private final @Nullable SpanFacts[] answers;
  private final List<CallUpdate> calls = new ArrayList<>(FEW);
  private final List<CallEnd> unpaired = new ArrayList<>(0);

  /**
   * What the spans of an emission add.
   *
   * @param unpaired what a later revision may add to, with the times that were counted: calls
   *     without an answer, producers, entry spans whose caller is not known, and requests and calls
   *     that have not ended
   */
  record Paired(Contribution contribution, List<CallEnd> unpaired) {}

  private CallPairing(PairedSpans spans, Timeline<SpanFacts> timeline, Counted emission) {
    this.spans = spans;
    this.tree = spans.tree();
    this.answered = spans.answered();
    this.timeline = timeline;
    this.emission = emission;
    this.answers = new @Nullable SpanFacts[tree.size()];
  }

  /**
   * Pairs the spans of an emission, in any order, with what is remembered of earlier ones.
   *
   * @param earlier what was emitted of the trace already; null if nothing was
   */
  static Paired pair(@Nullable RememberedTrace earlier, List<SpanFacts> spans, Counted emission) {
    SpanTree<SpanFacts> own = new SpanTree<>(spans);
    PairedSpans all = earlier == null ? new PairedSpans(own) : new PairedSpans(earlier, own);
    return new CallPairing(all, Timeline.of(own), emission).pair();
  }

  private Paired pair() {
    List<SpanFacts> fresh = spans.fresh();
    fresh.sort(SpanFacts.BY_START);
    fresh.sort(timeline::compareStarts);
    for (CallEnd end : spans.waiting()) {
      SpanFacts copy = spans.copy(end);
      SpanFacts entry = copy == null ? end.facts() : copy;
      if (tree.isRequest(entry)) {
        enter(entry, end.counted());
      }
    }
    List<SpanFacts> requests = requests(fresh);
    if (!spans.ends().isEmpty()) {
      continueCounted();
    }
    for (SpanFacts span : fresh) {
      if (span.link().isCall()) {
        call(span);
      }
    }
    return new Paired(contribution(requests), unpaired);
  }

  private Contribution contribution(List<SpanFacts> requests) {
    if (spans.ends().isEmpty()) {
      return new Contribution(requests, calls);
    }
    EndedSpans ended = new EndedSpans(spans, timeline);
    return new Contribution(requests, calls, ended.requestsAndCalls(), ended.answers());
  }

  /** Takes the requests among new spans, which come back as they moved. */
  private List<SpanFacts> requests(List<SpanFacts> fresh) {
    List<SpanFacts> requests = new ArrayList<>(fresh.size());
    for (SpanFacts span : fresh) {
      if (tree.isRequest(span)) {
        enter(span, emission);
        requests.add(moved(span));
      }
    }
    return requests;
  }

  /** Takes a request whose caller was not known so far. */
  private void enter(SpanFacts entry, Counted counted) {
    int caller = tree.callerPlace(entry);
    boolean isKnown = caller != SpanTree.NONE;
    boolean isOfCall = isKnown && isOfCall(caller, entry);
    boolean waits = !isKnown && entry.parentIdValue() != 0;
    if (waits || entry.link().isUnfinished()) {
      String edge = isOfCall ? tree.get(caller).service() : null;
      unpaired.add(new CallEnd(remembered(entry, edge), counted));
    }
    if (isOfCall) {
      enterCall(caller, entry);
    }
  }

  private void enterCall(int place, SpanFacts entry) {
    Linked caller = tree.get(place);
    if (caller.kind() == SpanKind.CLIENT) {
      answers[place] = entry;
    } else {
      SpanFacts producer = spans.exit(place);
      Long gap = producer == null ? null : timeline.gapNanos(producer, entry);
      calls.add(withoutClient(caller, entry, gap));
    }
  }

  /** Whether the entry span is counted with its caller: as the first answer, or as a call. */
  private boolean isOfCall(int place, SpanFacts entry) {
    Linked caller = tree.get(place);
    return caller.kind().isExit()
        ? answered.isFirst(place, caller, entry)
        : !caller.service().equals(entry.service());
  }

  /** Takes the calls that were counted before, and the requests whose caller was known. */
  private void continueCounted() {
    BitSet answeredUnfinished = answeredUnfinished();
    for (CallEnd end : spans.counted()) {
      int place = tree.place(end.facts());
      SpanFacts answer = answers[place];
      if (answer != null) {
        String callee = Call.calleeOf(end.facts().peer());
        calls.add(withClient(end.facts(), callee, answer, end.counted()));
      }
      boolean awaitsAnswer =
          end.facts().kind().isExit()
              && (!answered.has(place)
                  || answeredUnfinished.get(place)
                  || (answer != null && answer.link().isUnfinished()));
      if (awaitsEnd(end) || awaitsAnswer) {
        unpaired.add(end);
      }
    }
  }

  /** The places of calls whose answer came without an end, and has none yet. */
  private BitSet answeredUnfinished() {
    BitSet calls = new BitSet();
    for (CallEnd end : spans.counted()) {
      int caller = end.isAnswer() && awaitsEnd(end) ? tree.callerPlace(end.facts()) : SpanTree.NONE;
      if (caller != SpanTree.NONE) {
        calls.set(caller);
      }
    }
    return calls;
  }

  private boolean awaitsEnd(CallEnd end) {
    return end.facts().link().isUnfinished() && spans.copy(end) == null;
  }

  /** Takes a new call. */
  private void call(SpanFacts exit) {
    SpanFacts answer = answers[tree.place(exit)];
    String callee = answer == null ? Call.calleeOf(exit.peer()) : answer.service();
    calls.add(withClient(moved(exit), callee, answer, null));
    if (answer == null || answer.link().isUnfinished() || exit.link().isUnfinished()) {
      unpaired.add(new CallEnd(remembered(exit, callee), emission));
    }
  }

  private CallUpdate withClient(
      SpanFacts exit, String callee, @Nullable SpanFacts entry, @Nullable Counted counted) {
    Answer answer = entry == null ? null : new Answer(nanos(entry), timeline.gapNanos(exit, entry));
    return new CallUpdate(exit.service(), callee, exit, nanos(exit), answer, counted);
  }

  private CallUpdate withoutClient(Linked caller, SpanFacts entry, @Nullable Long gapNanos) {
    Answer answer = new Answer(nanos(entry), gapNanos);
    String callee = entry.service();
    return new CallUpdate(caller.service(), callee, moved(entry), null, answer, null);
  }

  /** A span as it was counted; without its operation unless its end will ask for that. */
  private SpanFacts remembered(SpanFacts span, @Nullable String callee) {
    boolean awaitsEnd = span.kind().isEntry() && span.link().isUnfinished();
    SpanFacts moved = moved(span);
    return new SpanFacts(
        span.link(),
        span.service(),
        awaitsEnd ? span.operation() : "",
        callee,
        moved.startNanos(),
        moved.endNanos(),
        span.isError(),
        span.resource(),
        span.isSampled());
  }

  private SpanFacts moved(SpanFacts span) {
    return span.movedBy(timeline.shiftNanos(span));
  }

  static @Nullable Long nanos(SpanFacts span) {
    return span.isTimed() ? span.durationNanos() : null;
  }
}

package io.spanline.streams.assembly;

import io.spanline.model.Call;
import io.spanline.model.Linked;
import io.spanline.model.SpanFacts;
import io.spanline.model.SpanKey;
import io.spanline.model.SpanKind;
import io.spanline.model.SpanTree;
import io.spanline.model.Timeline;
import io.spanline.streams.assembly.Contribution.Answer;
import io.spanline.streams.assembly.Contribution.CallUpdate;
import io.spanline.streams.assembly.Contribution.Counted;
import io.spanline.streams.assembly.Contribution.Ended;
import io.spanline.streams.assembly.Contribution.EndedAnswer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a revision adds to the statistics: the requests and {@linkplain Call calls} of all spans so
 * far, less what earlier revisions counted. What was counted is told from what is remembered: the
 * caller of an entry span, once it is known, stays the same. Entry spans of earlier revisions
 * answer first, then those of this one in order of their starts.
 */
final class CallPairing {
  private final SpanTree<Linked> tree;
  private final Timeline<SpanFacts> timeline;
  private final Counted emission;
  private final Set<SpanKey> earlier = new HashSet<>();
  private final Map<SpanKey, SpanFacts> spans = new LinkedHashMap<>();
  private final Map<SpanKey, SpanFacts> exits = new HashMap<>();
  private final Answered answered = new Answered();
  private final Map<SpanKey, SpanFacts> answers = new HashMap<>();
  private final List<CallUpdate> calls = new ArrayList<>();
  private final List<EndedAnswer> endedAnswers = new ArrayList<>();
  private final List<CallEnd> unpaired = new ArrayList<>();

  /**
   * What the spans of an emission add.
   *
   * @param unpaired what a later revision may add to, with the times that were counted: calls
   *     without an answer, producers, entry spans whose caller is not known, and requests and calls
   *     that have not ended
   */
  record Paired(Contribution contribution, List<CallEnd> unpaired) {}

  private CallPairing(List<RememberedSpan> earlier, List<SpanFacts> spans, Counted emission) {
    this.tree = new SpanTree<>(earlier);
    this.timeline = Timeline.of(spans);
    this.emission = emission;
    spans.forEach(span -> this.spans.put(span.key(), span));
    for (RememberedSpan span : earlier) {
      this.earlier.add(span.key());
      Linked caller = span.kind().isEntry() ? tree.caller(span) : null;
      if (caller != null && caller.kind().isExit()) {
        answered.isFirst(caller, span);
      }
    }
  }

  /**
   * Pairs the spans of an emission, in any order, with what is remembered of earlier ones.
   *
   * @param earlier what was emitted of the trace already; null if nothing was
   */
  static Paired pair(@Nullable RememberedTrace earlier, List<SpanFacts> spans, Counted emission) {
    return earlier == null
        ? new CallPairing(List.of(), spans, emission).pair(List.of())
        : new CallPairing(earlier.links(), spans, emission).pair(earlier.unpaired());
  }

  private Paired pair(List<CallEnd> ends) {
    // Before the tree knows of this emission: whose caller it does not know was not counted.
    List<CallEnd> waiting = new ArrayList<>();
    List<CallEnd> counted = new ArrayList<>();
    ends.forEach(end -> (waits(end.facts()) ? waiting : counted).add(end));
    spans.values().forEach(tree::add);
    List<SpanFacts> fresh = fresh();
    List<SpanFacts> requests = new ArrayList<>();
    ends.forEach(end -> addExit(end.facts()));
    for (SpanFacts span : fresh) {
      addExit(span);
      if (tree.isRequest(span)) {
        requests.add(span);
      }
    }
    for (CallEnd end : waiting) {
      SpanFacts entry = spans.getOrDefault(end.facts().key(), end.facts());
      if (tree.isRequest(entry)) {
        enter(entry, end.counted());
      }
    }
    requests.forEach(request -> enter(request, emission));
    Set<SpanKey> unfinished = answeredUnfinished(counted);
    counted.forEach(end -> goOn(end, unfinished));
    for (SpanFacts span : fresh) {
      if (span.link().isCall()) {
        call(span);
      }
    }
    requests.replaceAll(this::moved);
    List<Ended> ended = ends.isEmpty() ? List.of() : ends.stream().flatMap(this::ended).toList();
    Map<SpanKey, CallEnd> byKey = new HashMap<>();
    counted.forEach(end -> byKey.put(end.facts().key(), end));
    counted.forEach(end -> endAnswer(end, byKey));
    return new Paired(new Contribution(requests, calls, ended, endedAnswers), unpaired);
  }

  /** The spans that no earlier revision had, by start. */
  private List<SpanFacts> fresh() {
    List<SpanFacts> fresh = new ArrayList<>(spans.size());
    for (SpanFacts span : spans.values()) {
      if (!earlier.contains(span.key())) {
        fresh.add(span);
      }
    }
    fresh.sort(SpanFacts.BY_START);
    fresh.sort(timeline::compareStarts);
    return fresh;
  }

  private void addExit(SpanFacts span) {
    if (span.kind().isExit()) {
      exits.put(span.key(), span);
    }
  }

  private boolean waits(SpanFacts span) {
    return span.kind().isEntry() && span.link().parentId() != null && tree.caller(span) == null;
  }

  /** Takes a request whose caller was not known so far. */
  private void enter(SpanFacts entry, Counted counted) {
    Linked caller = tree.caller(entry);
    Linked ofCall = caller != null && isOfCall(caller, entry) ? caller : null;
    boolean waits = caller == null && entry.link().parentId() != null;
    if (waits || entry.link().isUnfinished()) {
      String edge = ofCall == null ? null : ofCall.service();
      unpaired.add(new CallEnd(remembered(entry, edge), counted));
    }
    if (ofCall != null) {
      enterCall(ofCall, entry);
    }
  }

  private void enterCall(Linked caller, SpanFacts entry) {
    if (caller.kind() == SpanKind.CLIENT) {
      answers.put(caller.key(), entry);
    } else {
      SpanFacts producer = exits.get(caller.key());
      Long gap = producer == null ? null : timeline.gapNanos(producer, entry);
      calls.add(withoutClient(caller, entry, gap));
    }
  }

  /** Whether the entry span is counted with its caller: as the first answer, or as a call. */
  private boolean isOfCall(Linked caller, Linked entry) {
    return caller.kind().isExit()
        ? answered.isFirst(caller, entry)
        : !caller.service().equals(entry.service());
  }

  /** The calls whose answer came without an end, and has none yet. */
  private Set<SpanKey> answeredUnfinished(List<CallEnd> ends) {
    Set<SpanKey> calls = new HashSet<>();
    for (CallEnd end : ends) {
      Linked caller = awaitsEnd(end) && isAnswer(end) ? tree.caller(end.facts()) : null;
      if (caller != null) {
        calls.add(caller.key());
      }
    }
    return calls;
  }

  private static boolean isAnswer(CallEnd end) {
    return end.facts().kind().isEntry() && end.facts().peer() != null;
  }

  private boolean awaitsEnd(CallEnd end) {
    SpanFacts span = end.facts();
    return span.link().isUnfinished() && !spans.containsKey(span.key());
  }

  /** Takes a call that was counted before, or a request whose caller was known. */
  private void goOn(CallEnd end, Set<SpanKey> answeredUnfinished) {
    SpanFacts span = end.facts();
    SpanFacts answer = answers.get(span.key());
    if (answer != null) {
      calls.add(withClient(span, Call.calleeOf(span.peer()), answer, end.counted()));
    }
    boolean awaitsAnswer =
        span.kind().isExit()
            && (!answered.has(span.key())
                || answeredUnfinished.contains(span.key())
                || (answer != null && answer.link().isUnfinished()));
    if (awaitsEnd(end) || awaitsAnswer) {
      unpaired.add(end);
    }
  }

  /** Takes a new call. */
  private void call(SpanFacts exit) {
    SpanFacts answer = answers.get(exit.key());
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

  /** What a span adds that was counted unfinished, in the row that counted it. */
  private Stream<Ended> ended(CallEnd end) {
    SpanFacts before = end.facts();
    SpanFacts copy = spans.get(before.key());
    if (copy == null || !before.link().isUnfinished()) {
      return Stream.empty();
    }
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
    return Stream.of(new Ended(span, callee, end.counted()));
  }

  /** Takes an entry span that its edge counted unfinished. */
  private void endAnswer(CallEnd end, Map<SpanKey, CallEnd> ends) {
    SpanFacts before = end.facts();
    SpanFacts copy = spans.get(before.key());
    Linked caller = copy == null || !isAnswer(end) ? null : tree.caller(copy);
    if (copy == null || caller == null) {
      return;
    }
    SpanFacts exit = exits.get(caller.key());
    Long gap = exit == null ? null : timeline.gapNanos(spans.getOrDefault(exit.key(), exit), copy);
    Answer answer = new Answer(nanos(copy), gap);
    if (caller.kind() != SpanKind.CLIENT) {
      int errors = copy.isError() && !before.isError() ? 1 : 0;
      endedAnswers.add(
          new EndedAnswer(
              caller.service(), before.service(), before, errors, answer, end.counted()));
      return;
    }
    CallEnd call = ends.get(caller.key());
    if (call != null) {
      SpanFacts seen = call.facts();
      String callee = Call.calleeOf(seen.peer());
      endedAnswers.add(new EndedAnswer(seen.service(), callee, seen, 0, answer, call.counted()));
    }
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

  private static @Nullable Long nanos(SpanFacts span) {
    return span.isTimed() ? span.durationNanos() : null;
  }
}

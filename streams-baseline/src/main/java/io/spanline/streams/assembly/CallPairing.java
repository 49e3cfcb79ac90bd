package io.spanline.streams.assembly;

import io.spanline.model.Answers;
import io.spanline.model.Call;
import io.spanline.model.SpanFacts;
import io.spanline.model.SpanId;
import io.spanline.model.SpanLink;
import io.spanline.streams.assembly.Contribution.CallUpdate;
import io.spanline.streams.assembly.Contribution.Counted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pairs calls with their {@linkplain Answers answers} over the revisions of a trace: what is
 * remembered is offered and asks first, then the spans of an emission by their start.
 */
final class CallPairing {
  private final Set<SpanId> earlierExits = new HashSet<>();
  private final List<CallEnd> unanswered = new ArrayList<>();
  private final Answers<SpanFacts> answers = new Answers<>();

  /**
   * The calls that an emission adds or answers.
   *
   * @param unpaired the ends that a later revision may close: exit spans without an answer, and an
   *     entry span for each parent that is no exit span so far
   */
  record Paired(List<CallUpdate> calls, List<CallEnd> unpaired) {}

  /**
   * @param earlier what was emitted of the trace already; null if nothing was
   */
  CallPairing(@Nullable RememberedTrace earlier) {
    if (earlier == null) {
      return;
    }
    for (SpanLink link : earlier.links()) {
      if (link.key().kind().isExit()) {
        earlierExits.add(link.key().spanId());
      }
    }
    for (CallEnd end : earlier.unpaired()) {
      if (end.counted() != null) {
        unanswered.add(end);
      } else {
        offer(end.facts());
      }
    }
  }

  /** Takes the spans of the next emission, in any order; to be called once. */
  Paired pair(List<SpanFacts> spans, Counted emission) {
    List<SpanFacts> byStart = spans.stream().sorted(SpanFacts.BY_START).toList();
    byStart.forEach(this::offer);
    List<CallUpdate> calls = new ArrayList<>();
    List<CallEnd> unpaired = new ArrayList<>();
    for (CallEnd end : unanswered) {
      SpanFacts exit = end.facts();
      SpanFacts answer = answers.take(exit.key().spanId());
      if (answer == null) {
        unpaired.add(end);
      } else {
        calls.add(new CallUpdate(exit, callee(exit), end.counted(), answer));
      }
    }
    for (SpanFacts exit : byStart) {
      if (exit.kind().isExit()) {
        CallUpdate call = newCall(exit);
        calls.add(call);
        if (call.answer() == null) {
          unpaired.add(new CallEnd(withoutOperation(exit), emission));
        }
      }
    }
    unpaired.addAll(stillWaiting(byStart));
    return new Paired(calls, unpaired);
  }

  private CallUpdate newCall(SpanFacts exit) {
    SpanFacts answer = answers.take(exit.key().spanId());
    String callee = answer == null ? callee(exit) : answer.service();
    return new CallUpdate(exit, callee, null, answer);
  }

  /** Entry spans whose call may still come: of an exit span that was answered none will. */
  private List<CallEnd> stillWaiting(List<SpanFacts> spans) {
    Set<SpanId> exits = new HashSet<>(earlierExits);
    spans.stream().filter(span -> span.kind().isExit()).forEach(e -> exits.add(e.key().spanId()));
    return answers.leftExcept(exits).stream()
        .map(CallPairing::withoutOperation)
        .sorted(SpanFacts.BY_START)
        .map(entry -> new CallEnd(entry, null))
        .toList();
  }

  private void offer(SpanFacts span) {
    answers.offer(span.link().parentId(), span);
  }

  private static String callee(SpanFacts exit) {
    return exit.peer() == null ? Call.UNKNOWN_CALLEE : exit.peer();
  }

  private static SpanFacts withoutOperation(SpanFacts end) {
    return new SpanFacts(
        end.link(), end.service(), "", end.peer(), end.startNanos(), end.endNanos(), end.isError());
  }
}

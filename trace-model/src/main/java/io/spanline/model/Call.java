package io.spanline.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One call along an edge, or one message that a service consumed. There are four shapes:
 *
 * <ul>
 *   <li>a CLIENT span, and the entry span that answered it, if one did;
 *   <li>a PRODUCER span: a call to the destination of its message, which nobody answers;
 *   <li>a PRODUCER span and the earliest entry span of a service that consumed its message;
 *   <li>an entry span that was called by another service without a CLIENT span.
 * </ul>
 *
 * @param exit null if there is no CLIENT span
 * @param entry null if nobody answered
 * @param startNanos when it began, by the trace's timeline: its CLIENT or PRODUCER span, or if a
 *     service consumed a message or there is no such span, the entry span
 * @param gapNanos {@linkplain Timeline#gapNanos time between both}; null if there are not both
 * @param skewNanos {@linkplain Timeline#skewNanos how far} the entry span moved; null if it did not
 */
public record Call(
    String caller,
    String callee,
    @Nullable Span exit,
    @Nullable Span entry,
    long startNanos,
    @Nullable Long gapNanos,
    @Nullable Long skewNanos) {
  public static final String UNKNOWN_CALLEE = "unknown";

  private static final Comparator<Call> BY_START =
      Comparator.comparing(Call::startNanos, Long::compareUnsigned)
          .thenComparing(call -> call.first().spanIdValue(), Long::compareUnsigned)
          .thenComparing(Call::callee);

  /** The calls among the spans of one trace, in order of their starts. */
  static List<Call> among(List<Span> spans, Timeline<Span> timeline) {
    SpanTree<Span> tree = new SpanTree<>(spans);
    List<Span> byStart =
        spans.stream()
            .sorted(Comparator.comparing(timeline::startNanos, Long::compareUnsigned))
            .toList();
    CallsOfTrace calls = new CallsOfTrace(timeline);
    byStart.stream()
        .filter(tree::isRequest)
        .forEach(entry -> calls.enter(tree.caller(entry), entry));
    byStart.stream().filter(span -> span.link().isCall()).forEach(calls::exit);
    return calls.calls.stream().sorted(BY_START).toList();
  }

  /** Whom an exit span says that it called; {@value #UNKNOWN_CALLEE} if it says nothing. */
  public static String calleeOf(@Nullable String peer) {
    return peer == null ? UNKNOWN_CALLEE : peer;
  }

  /** Whether it failed, as its caller saw it; without a CLIENT span as its callee did. */
  public boolean isError() {
    return seen().isError();
  }

  /** The caller's time; null if no span of its own measured this call. */
  public @Nullable Long clientNanos() {
    return exit == null || isConsumed() || !exit.isTimed() ? null : exit.durationNanos();
  }

  /** Whether a CLIENT span got no answer. */
  public boolean isUnanswered() {
    return entry == null && seen().kind() == SpanKind.CLIENT;
  }

  /** The callee's time in nanoseconds; null if nobody answered, or if it is not known. */
  public @Nullable Long serverNanos() {
    return entry == null || !entry.isTimed() ? null : entry.durationNanos();
  }

  /**
   * Where its caller called, if the exit span names host and port; what consumed a message did not
   * get it there.
   */
  public Optional<Address> address() {
    return exit == null || isConsumed() ? Optional.empty() : Peer.address(exit);
  }

  private Span first() {
    return exit == null ? Objects.requireNonNull(entry) : exit;
  }

  /** The span that says how the call went. A producer does not know what became of its message. */
  private Span seen() {
    return exit == null || isConsumed() ? Objects.requireNonNull(entry) : exit;
  }

  private boolean isConsumed() {
    return entry != null && exit != null && exit.kind() == SpanKind.PRODUCER;
  }

  /** Takes entry spans, then exit spans, each in order of their starts. */
  private static final class CallsOfTrace {
    private record Consumed(SpanKey producer, String service) {}

    private final List<Call> calls = new ArrayList<>();
    private final Map<SpanKey, Span> answers = new HashMap<>();
    private final Set<Consumed> consumed = new HashSet<>();
    private final Timeline<Span> timeline;

    CallsOfTrace(Timeline<Span> timeline) {
      this.timeline = timeline;
    }

    void enter(@Nullable Span caller, Span entry) {
      if (caller == null) {
        return;
      }
      switch (caller.kind()) {
        case CLIENT -> answers.putIfAbsent(caller.key(), entry);
        case PRODUCER -> {
          if (consumed.add(new Consumed(caller.key(), entry.service()))) {
            calls.add(both(caller, entry));
          }
        }
        default -> {
          if (!caller.service().equals(entry.service())) {
            long start = timeline.startNanos(entry);
            Long skew = timeline.skewNanos(entry, caller);
            calls.add(new Call(caller.service(), entry.service(), null, entry, start, null, skew));
          }
        }
      }
    }

    void exit(Span exit) {
      Span answer = answers.get(exit.key());
      if (answer != null) {
        calls.add(both(exit, answer));
        return;
      }
      long start = timeline.startNanos(exit);
      calls.add(new Call(exit.service(), calleeOf(exit.peer()), exit, null, start, null, null));
    }

    private Call both(Span exit, Span entry) {
      return new Call(
          exit.service(),
          entry.service(),
          exit,
          entry,
          timeline.startNanos(exit.kind() == SpanKind.PRODUCER ? entry : exit),
          timeline.gapNanos(exit, entry),
          timeline.skewNanos(entry, exit));
    }
  }
}

package io.spanline.experiments.experiment.verdict;

import io.spanline.experiments.compare.EdgeName;
import io.spanline.model.Address;
import io.spanline.model.Call;
import io.spanline.model.Trace;
import io.spanline.model.TraceId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Calls on the target's edges by round and case. A call that nobody answered may not name whom it
 * called: it is on an edge if it dialled what answered calls of that edge did.
 */
final class TargetCalls {
  private final Set<EdgeName> edges = new HashSet<>();
  private final Set<Dialled> dialled = new HashSet<>();
  private final Map<Integer, Map<TraceId, List<Seen>>> rounds = new HashMap<>();

  /** What an exit span says of whom it calls. */
  private record Dialled(String caller, String peer, @Nullable Address address) {
    static @Nullable Dialled of(Call call) {
      return call.exit() == null
          ? null
          : new Dialled(
              call.caller(), Call.calleeOf(call.exit().peer()), call.address().orElse(null));
    }
  }

  private record Seen(
      EdgeName edge,
      @Nullable Dialled dialled,
      @Nullable Long gapNanos,
      boolean failed,
      boolean unanswered) {}

  /**
   * The calls of a round, but for those of cases that fail by themselves.
   *
   * @param failed those with an error or without an answer
   */
  record Tally(long calls, long failed) {
    Tally and(Tally other) {
      return new Tally(calls + other.calls, failed + other.failed);
    }
  }

  /**
   * The calls of a block's two rounds.
   *
   * @param leftOut calls in both, of cases that fail by themselves
   * @param onlyHealthy cases with calls in both, of which some failed in the healthy round only
   * @param onlyFaulty likewise, in the faulty round only
   * @param gapNanos by how much the gaps of a case, their sum, are longer in the faulty round: of
   *     each case whose calls were all answered in both, in the order of the healthy one's traces
   * @param gapNanosOfACall likewise, by their mean: a case may call several times
   * @param longestNanos the longest gap of a call in the faulty round; 0 if none was measured
   */
  record OfBlock(
      Tally healthy,
      Tally faulty,
      long leftOut,
      long onlyHealthy,
      long onlyFaulty,
      Map<TraceId, Double> gapNanos,
      List<Double> gapNanosOfACall,
      long longestNanos) {
    OfBlock {
      gapNanosOfACall = List.copyOf(gapNanosOfACall);
      gapNanos = Collections.unmodifiableMap(new LinkedHashMap<>(gapNanos));
    }
  }

  /** Of edges by their keys. */
  TargetCalls(List<String> edges) {
    edges.forEach(edge -> this.edges.add(EdgeName.of(edge)));
  }

  /**
   * The calls of a round, each by itself.
   *
   * @param gapNanos of each that was answered
   */
  record OfRound(Tally tally, List<Long> gapNanos) {
    OfRound {
      gapNanos = List.copyOf(gapNanos);
    }
  }

  /**
   * Adds the calls of a trace.
   *
   * @param original the case; if there are none, the trace itself
   */
  void add(int round, TraceId original, Trace trace) {
    for (Call call : trace.calls()) {
      if (edges.stream().noneMatch(edge -> edge.caller().equals(call.caller()))) {
        continue;
      }
      EdgeName edge = new EdgeName(call.caller(), call.callee());
      Dialled to = Dialled.of(call);
      if (edges.contains(edge) && !call.isUnanswered() && to != null) {
        dialled.add(to);
      }
      rounds
          .computeIfAbsent(round, number -> new LinkedHashMap<>())
          .computeIfAbsent(original, key -> new ArrayList<>())
          .add(
              new Seen(
                  edge,
                  to,
                  call.gapNanos(),
                  call.isError() || call.isUnanswered(),
                  call.isUnanswered()));
    }
  }

  /** The cases with a call that failed in each of these rounds: they tell nothing of a fault. */
  Set<TraceId> failingIn(List<Integer> healthy) {
    Set<TraceId> failing = new HashSet<>();
    for (int i = 0; i < healthy.size(); i++) {
      Set<TraceId> own = new HashSet<>();
      onEdges(healthy.get(i))
          .forEach(
              (original, calls) -> {
                if (isFailed(calls)) {
                  own.add(original);
                }
              });
      if (i == 0) {
        failing.addAll(own);
      } else {
        failing.retainAll(own);
      }
    }
    return failing;
  }

  /**
   * What two rounds have, once all traces are there.
   *
   * @param failing cases that fail by themselves
   */
  OfBlock between(int healthy, int faulty, Set<TraceId> failing) {
    Map<TraceId, List<Seen>> before = onEdges(healthy);
    Map<TraceId, List<Seen>> after = onEdges(faulty);
    Map<TraceId, Double> gaps = new LinkedHashMap<>();
    List<Double> ofACall = new ArrayList<>();
    before.forEach(
        (original, calls) -> {
          List<Seen> again = after.getOrDefault(original, List.of());
          double more = gap(again) - gap(calls);
          if (!again.isEmpty() && Double.isFinite(more)) {
            gaps.put(original, more);
            ofACall.add(gap(again) / again.size() - gap(calls) / calls.size());
          }
        });
    long all = count(before) + count(after);
    before.keySet().removeAll(failing);
    after.keySet().removeAll(failing);
    return new OfBlock(
        tally(before),
        tally(after),
        all - count(before) - count(after),
        failedOnlyIn(before, after),
        failedOnlyIn(after, before),
        gaps,
        ofACall,
        longest(of(faulty)));
  }

  private static long longest(OfRound round) {
    return round.gapNanos().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /** What a round has, once all traces are there. */
  OfRound of(int round) {
    Map<TraceId, List<Seen>> calls = onEdges(round);
    return new OfRound(
        tally(calls),
        calls.values().stream()
            .flatMap(List::stream)
            .map(Seen::gapNanos)
            .flatMap(Stream::ofNullable)
            .toList());
  }

  private static long count(Map<TraceId, List<Seen>> calls) {
    return calls.values().stream().mapToLong(List::size).sum();
  }

  private static long failedOnlyIn(Map<TraceId, List<Seen>> one, Map<TraceId, List<Seen>> other) {
    return one.entrySet().stream()
        .filter(each -> isFailed(each.getValue()) && other.containsKey(each.getKey()))
        .filter(each -> !isFailed(other.getOrDefault(each.getKey(), List.of())))
        .count();
  }

  private static boolean isFailed(List<Seen> calls) {
    return calls.stream().anyMatch(Seen::failed);
  }

  private Map<TraceId, List<Seen>> onEdges(int round) {
    Map<TraceId, List<Seen>> calls = new LinkedHashMap<>();
    rounds
        .getOrDefault(round, Map.of())
        .forEach(
            (original, seen) -> {
              List<Seen> own = seen.stream().filter(this::isOnEdge).toList();
              if (!own.isEmpty()) {
                calls.put(original, own);
              }
            });
    return calls;
  }

  private boolean isOnEdge(Seen call) {
    return edges.contains(call.edge) || (call.unanswered && dialled.contains(call.dialled));
  }

  /** The sum; none if a call has none. */
  private static double gap(List<Seen> calls) {
    return calls.stream()
        .mapToDouble(call -> call.gapNanos == null ? Double.NaN : call.gapNanos)
        .sum();
  }

  private static Tally tally(Map<TraceId, List<Seen>> calls) {
    return new Tally(
        count(calls), calls.values().stream().flatMap(List::stream).filter(Seen::failed).count());
  }
}

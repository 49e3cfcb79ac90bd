package io.spanline.experiments.compare;

import io.spanline.captures.replay.ReplayLine;
import io.spanline.experiments.compare.CasePair.Answer;
import io.spanline.experiments.compare.RateChange.Rate;
import io.spanline.model.TraceId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Requests of one kind in healthy and faulty rounds of the same cases. A case that failed in a
 * round counts among errors and has no time, in neither round of its block.
 */
final class PairedRounds implements MeasuredRounds {
  private final List<Map<TraceId, CasePair>> blocks;

  /**
   * Pairs the requests of each block.
   *
   * @param which of them count
   */
  PairedRounds(List<RoundFigures.RoundPair> blocks, Predicate<ReplayLine> which) {
    this.blocks = blocks.stream().map(block -> pairs(block, which)).toList();
  }

  /** By the captured trace: cases that both rounds sent. */
  private static Map<TraceId, CasePair> pairs(
      RoundFigures.RoundPair block, Predicate<ReplayLine> which) {
    Map<TraceId, Answer> again = new LinkedHashMap<>();
    for (ReplayLine line : block.faulty()) {
      Answer answer = which.test(line) ? Answer.of(line) : null;
      if (answer != null) {
        again.putIfAbsent(line.original(), answer);
      }
    }
    Map<TraceId, CasePair> pairs = new LinkedHashMap<>();
    for (ReplayLine line : block.healthy()) {
      Answer before = which.test(line) ? Answer.of(line) : null;
      Answer after = again.get(line.original());
      if (before != null && after != null) {
        pairs.putIfAbsent(line.original(), new CasePair(before, after));
      }
    }
    return pairs;
  }

  /** Of the response times. */
  @Override
  public @Nullable RoundFigure quantile(double q) {
    long[][] healthy = times(CasePair::before);
    return Arrays.stream(healthy).allMatch(round -> round.length == 0)
        ? null
        : RoundFigure.ofLatencies(healthy, times(CasePair::after), q);
  }

  private long[][] times(Function<CasePair, Answer> side) {
    return blocks.stream()
        .map(
            pairs ->
                pairs.values().stream()
                    .filter(CasePair::isTimed)
                    .map(pair -> side.apply(pair).nanos())
                    .filter(Objects::nonNull)
                    .mapToLong(Long::longValue)
                    .toArray())
        .toArray(long[][]::new);
  }

  /**
   * Of the errors, which come in rounds: a stall of a second fails twenty requests of one. So the
   * interval is at least as wide as the rounds' differences say.
   */
  @Override
  public @Nullable RoundFigure errors() {
    List<List<CasePair>> pairs = blocks.stream().map(block -> List.copyOf(block.values())).toList();
    if (pairs.stream().allMatch(List::isEmpty)) {
      return null;
    }
    return new RoundFigure(
        PairedErrors.ofRounds(pairs),
        rates(pairs, CasePair::failedBefore),
        rates(pairs, CasePair::failedAfter),
        bounds(pairs, CasePair::failedBefore),
        bounds(pairs, CasePair::failedAfter));
  }

  private static List<Double> rates(List<List<CasePair>> pairs, Predicate<CasePair> failed) {
    return pairs.stream()
        .map(block -> block.isEmpty() ? Double.NaN : (double) count(block, failed) / block.size())
        .toList();
  }

  private static DoubleFunction<Bounds> bounds(
      List<List<CasePair>> pairs, Predicate<CasePair> failed) {
    List<CasePair> all = pairs.stream().flatMap(List::stream).toList();
    Rate rate = new Rate(all.size(), count(all, failed));
    Spread rounds =
        Spread.of(
            rates(pairs, failed).stream()
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .toArray());
    return tail -> rate.wilson(rounds, tail);
  }

  private static long count(List<CasePair> pairs, Predicate<CasePair> failed) {
    return pairs.stream().filter(failed).count();
  }

  /** They are the same requests in both. */
  @Override
  public @Nullable String mix() {
    return null;
  }

  /** Of the same cases' response times, of each the mean of its blocks; null if none has two. */
  @Nullable PairedLatency cases() {
    Map<TraceId, List<CasePair>> cases = new LinkedHashMap<>();
    blocks.forEach(
        block ->
            block.forEach(
                (original, pair) ->
                    cases.computeIfAbsent(original, key -> new ArrayList<>()).add(pair)));
    return PairedLatency.ofCases(cases.values());
  }
}

package io.spanline.experiments.compare;

import io.spanline.statistics.Quantile;
import io.spanline.statistics.QuantileRanks;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * By how much the response times of the same requests changed: the centre of the logarithms of each
 * request's ratio, so that slow and fast requests count alike, and that of the differences.
 */
final class PairedLatency implements Change {
  /** Of the figure: its change is that of each request, and not of the medians. */
  static final String NAME = "response_time_ms";

  private static final double MEDIAN = 0.5;
  private static final long LEAST_NANOS = 1;

  private final int count;
  private final long[] before;
  private final long[] after;
  private final Centre logRatio;
  private final Centre delta;

  private PairedLatency(List<List<CasePair>> timed) {
    List<CasePair> all = timed.stream().flatMap(List::stream).toList();
    this.count = timed.size();
    this.before = sorted(all, pair -> nanos(pair.before()));
    this.after = sorted(all, pair -> nanos(pair.after()));
    this.logRatio = centre(timed, pair -> log(pair.after()) - log(pair.before()));
    this.delta = centre(timed, pair -> nanos(pair.after()) - nanos(pair.before()));
  }

  /** Null if no pair has times that can be compared. */
  static @Nullable PairedLatency of(List<CasePair> inOrder) {
    return ofCases(inOrder.stream().map(List::of).toList());
  }

  /**
   * Of cases that were sent to both sides several times: what a case changed by is the mean of its
   * pairs. Null likewise.
   */
  static @Nullable PairedLatency ofCases(Collection<List<CasePair>> inOrder) {
    List<List<CasePair>> timed =
        inOrder.stream()
            .map(pairs -> pairs.stream().filter(CasePair::isTimed).toList())
            .filter(pairs -> !pairs.isEmpty())
            .toList();
    return timed.isEmpty() ? null : new PairedLatency(timed);
  }

  private static long[] sorted(List<CasePair> pairs, ToLongFunction<CasePair> nanos) {
    return pairs.stream().mapToLong(nanos).sorted().toArray();
  }

  private static long nanos(CasePair.Answer answer) {
    Long nanos = answer.nanos();
    return nanos == null ? 0 : nanos;
  }

  private static Centre centre(List<List<CasePair>> inOrder, ToDoubleFunction<CasePair> change) {
    return new Centre(inOrder.stream().mapToDouble(pairs -> mean(pairs, change)).toArray());
  }

  private static double mean(List<CasePair> pairs, ToDoubleFunction<CasePair> change) {
    double sum = 0;
    for (CasePair pair : pairs) {
      sum += change.applyAsDouble(pair);
    }
    return sum / pairs.size();
  }

  private static double log(CasePair.Answer answer) {
    return StrictMath.log((double) Math.max(LEAST_NANOS, nanos(answer)));
  }

  /** Nanoseconds: the median of the first side's times. */
  @Override
  public double before() {
    return Quantile.nearestRank(before, MEDIAN);
  }

  @Override
  public double after() {
    return Quantile.nearestRank(after, MEDIAN);
  }

  @Override
  public Word word(Limits limits, double tail) {
    Word word =
        new Ratio(
                Rounded.of(logRatio.estimate()),
                logRatio.bounds(tail).rounded(),
                Rounded.of(delta.estimate()),
                delta.bounds(tail).rounded())
            .word(limits);
    return word == Word.UNCLEAR && !isDecidable(tail) ? Word.TOO_LITTLE_DATA : word;
  }

  @Override
  public Shown shown(double tail) {
    Bounds bounds = logRatio.bounds(tail);
    QuantileRanks ranks = QuantileRanks.of(after.length, MEDIAN);
    return new Shown(
        Rounded.millis(before()),
        Rounded.millis(after()),
        ranks.hasLow() ? Rounded.millis((double) after[(int) ranks.low() - 1]) : null,
        ranks.hasHigh() ? Rounded.millis((double) after[(int) ranks.high() - 1]) : null,
        ratio(logRatio.estimate()),
        ratio(bounds.low()),
        ratio(bounds.high()));
  }

  private static @Nullable BigDecimal ratio(double log) {
    return Double.isInfinite(log) ? null : Rounded.decimal(StrictMath.exp(log));
  }

  @Override
  public boolean isShown(double tail) {
    return logRatio.isApart(tail);
  }

  @Override
  public boolean canBeShown(double tail) {
    return isDecidable(tail);
  }

  @Override
  public boolean isDecidable(double tail) {
    return count >= needed(tail);
  }

  @Override
  public long needed(double tail) {
    return Math.max(Block.LEAST_IN_ORDER, SignedRank.needed(tail));
  }

  @Override
  public @Nullable BigDecimal smallest(Limits limits, double tail) {
    return Smallest.ratio(shown(tail), limits, tail);
  }
}

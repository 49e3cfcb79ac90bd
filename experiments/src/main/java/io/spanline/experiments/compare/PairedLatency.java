package io.spanline.experiments.compare;

import io.spanline.statistics.Quantile;
import io.spanline.statistics.QuantileRanks;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * By how much the response times of the same requests changed: the centre of the logarithms of each
 * request's ratio, so that slow and fast requests count alike. The interval is that of signed
 * ranks, which takes the requests for independent; as a stall touches several, it is at least as
 * wide as blocks of requests, in the order in which they were sent, differ ({@link LatencyChange}).
 */
final class PairedLatency implements Change {
  private static final double MEDIAN = 0.5;
  private static final long LEAST_NANOS = 1;

  private final long[] before;
  private final long[] after;
  private final SignedRank ratios;
  private final Spread blocks;
  private final double logRatio;

  private PairedLatency(List<CasePair> timed) {
    this.before = sorted(timed, pair -> nanos(pair.before()));
    this.after = sorted(timed, pair -> nanos(pair.after()));
    double[] logs = timed.stream().mapToDouble(PairedLatency::logRatio).toArray();
    this.ratios = SignedRank.of(logs);
    this.blocks = Spread.of(centres(logs));
    this.logRatio = ratios.estimate();
  }

  /** Null if no pair has times that can be compared. */
  static @Nullable PairedLatency of(List<CasePair> inOrder) {
    List<CasePair> timed = inOrder.stream().filter(CasePair::isTimed).toList();
    return timed.isEmpty() ? null : new PairedLatency(timed);
  }

  private static long[] sorted(List<CasePair> pairs, ToLongFunction<CasePair> nanos) {
    return pairs.stream().mapToLong(nanos).sorted().toArray();
  }

  private static long nanos(CasePair.Answer answer) {
    Long nanos = answer.nanos();
    return nanos == null ? 0 : nanos;
  }

  private static double logRatio(CasePair pair) {
    return log(pair.after()) - log(pair.before());
  }

  private static double log(CasePair.Answer answer) {
    return StrictMath.log((double) Math.max(LEAST_NANOS, nanos(answer)));
  }

  private static double[] centres(double[] inOrder) {
    int count = Sample.blocks(inOrder.length);
    double[] centres = new double[count];
    for (int i = 0; i < count; i++) {
      int from = (int) ((long) inOrder.length * i / count);
      int to = (int) ((long) inOrder.length * (i + 1) / count);
      centres[i] = SignedRank.of(Arrays.copyOfRange(inOrder, from, to)).estimate();
    }
    return centres;
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

  /** Of the ratio's logarithm. */
  Bounds logRatio(double tail) {
    if (blocks.count() < 2) {
      return Bounds.NONE;
    }
    double half =
        blocks.ofMean() == 0 ? 0 : Spread.half(blocks.ofMean(), blocks.count() - 1.0, tail);
    return ratios
        .bounds(tail)
        .widest(
            new Bounds(
                Math.min(logRatio, blocks.mean()) - half,
                Math.max(logRatio, blocks.mean()) + half));
  }

  @Override
  public Word word(Limits limits, double tail) {
    double delta = before() * StrictMath.exp(Rounded.of(logRatio)) - before();
    Word word =
        new Ratio(before(), delta, Rounded.of(logRatio), logRatio(tail).rounded()).word(limits);
    return word == Word.UNCLEAR && !isDecidable(tail) ? Word.TOO_LITTLE_DATA : word;
  }

  @Override
  public Shown shown(double tail) {
    Bounds bounds = logRatio(tail);
    QuantileRanks ranks = QuantileRanks.of(after.length, MEDIAN);
    return new Shown(
        Rounded.millis(before()),
        Rounded.millis(after()),
        ranks.hasLow() ? Rounded.millis((double) after[(int) ranks.low() - 1]) : null,
        ranks.hasHigh() ? Rounded.millis((double) after[(int) ranks.high() - 1]) : null,
        ratio(logRatio),
        ratio(bounds.low()),
        ratio(bounds.high()));
  }

  private static @Nullable BigDecimal ratio(double log) {
    return Double.isInfinite(log) ? null : Rounded.decimal(StrictMath.exp(log));
  }

  @Override
  public boolean isShown(double tail) {
    return Ratio.isShown(logRatio(tail).rounded());
  }

  @Override
  public boolean canBeShown(double tail) {
    return isDecidable(tail);
  }

  @Override
  public boolean isDecidable(double tail) {
    return before.length >= needed(tail);
  }

  @Override
  public long needed(double tail) {
    return Math.max(Sample.LEAST_IN_ORDER, SignedRank.needed(tail));
  }
}

package io.spanline.experiments.compare;

import java.math.BigDecimal;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;
import org.jspecify.annotations.Nullable;

/**
 * By how much an error rate changed, in points, by the hybrid of two Wilson intervals (Newcombe,
 * method 10, Statistics in Medicine 17, 1998: 56 of 70 and 48 of 80 give 0.0524 to 0.3339). Both
 * bounds exist for any number of requests. Wherever the requests' order is known it is at least as
 * wide as the rates of the blocks say.
 */
final class RateChange implements Change {
  // Of 95 %.
  private static final double PRINTED_TAIL = 0.025;

  private final Rate before;
  private final Rate after;
  private final Spread ofBefore;
  private final Spread ofAfter;
  private final BoundsByTail bounds = new BoundsByTail(this::widest);

  /**
   * Errors among requests.
   *
   * @param of at least 1
   */
  record Rate(long of, long errors) {
    Rate {
      if (of < 1 || errors < 0 || errors > of) {
        throw new IllegalArgumentException(
            "a rate needs a request and at most as many errors, was %s errors of %s"
                .formatted(errors, of));
      }
    }

    double value() {
      return (double) errors / of;
    }

    Bounds wilson(double tail) {
      Interval interval =
          BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(
              Math.toIntExact(of), Math.toIntExact(errors), 2 * tail);
      // Which the formula misses by an ulp.
      return new Bounds(
          errors == 0 ? 0 : interval.getLowerBound(), errors == of ? 1 : interval.getUpperBound());
    }

    /** At least as wide as the rates of blocks say. */
    Bounds wilson(Spread blocks, double tail) {
      return wilson(tail).widest(Bounds.around(value(), blocks.meanOr(value()), blocks.half(tail)));
    }
  }

  /** Requests whose order is not known. */
  RateChange(Rate before, Rate after) {
    this(before, after, Spread.NONE, Spread.NONE);
  }

  /** With the spread of the rates of each side's blocks. */
  RateChange(Rate before, Rate after, Spread ofBefore, Spread ofAfter) {
    this.before = before;
    this.after = after;
    this.ofBefore = ofBefore;
    this.ofAfter = ofAfter;
  }

  @Override
  public double before() {
    return before.value();
  }

  @Override
  public double after() {
    return after.value();
  }

  /** Of the difference. */
  Bounds difference(double tail) {
    return bounds.at(tail);
  }

  private Bounds widest(double tail) {
    double difference = after() - before();
    return newcombe(tail)
        .widest(ofBlocks(difference, tail))
        .widest(ofChance(difference, tail))
        .rounded();
  }

  Bounds newcombe(double tail) {
    return Bounds.ofDifference(before(), before.wilson(tail), after(), after.wilson(tail));
  }

  /**
   * Newcombe's bounds miss more than they should if the sides differ in size: 0 lies within then.
   */
  private Bounds ofChance(double difference, double tail) {
    boolean isShown = difference != 0 && Rounded.of(chance(difference > 0)) <= Rounded.of(tail);
    return isShown ? new Bounds(difference, difference) : new Bounds(0, 0);
  }

  /** Of so many errors, or more, on the worse side if both are alike: Fisher's exact test. */
  private double chance(boolean isAfterWorse) {
    Rate worse = isAfterWorse ? after : before;
    return HypergeometricDistribution.of(
            Math.toIntExact(before.of() + after.of()),
            Math.toIntExact(before.errors() + after.errors()),
            Math.toIntExact(worse.of()))
        .survivalProbability(Math.toIntExact(worse.errors()) - 1);
  }

  /** Errors come in bursts, each of which is no more than one independent error. */
  private Bounds ofBlocks(double difference, double tail) {
    double half =
        unsteady(before, ofBefore, after, ofAfter)
            .half(unsteady(after, ofAfter, before, ofBefore), tail);
    return new Bounds(difference - half, difference + half);
  }

  /** A side with fewer requests and errors may have missed the bursts that the other one had. */
  private static Spread unsteady(Rate own, Spread ofOwn, Rate other, Spread ofOther) {
    double asOther = ofOther.ofMean() * other.of() / own.of();
    return own.of() < other.of() && own.value() < other.value() && ofOwn.ofMean() < asOther
        ? new Spread(ofOther.count(), ofOwn.mean(), asOther)
        : ofOwn;
  }

  @Override
  public Word word(Limits limits, double tail) {
    Bounds bounds = difference(tail);
    return bounds.word(Rounded.of(after() - before()), bounds.isApart(), limits.points());
  }

  @Override
  public Shown shown(double tail) {
    Bounds bounds = difference(tail);
    Bounds of = after.wilson(PRINTED_TAIL);
    return new Shown(
        Rounded.decimal(before()),
        Rounded.decimal(after()),
        Rounded.decimal(of.low()),
        Rounded.decimal(of.high()),
        Rounded.decimal(after() - before()),
        Rounded.decimal(bounds.low()),
        Rounded.decimal(bounds.high()));
  }

  @Override
  public boolean isShown(double tail) {
    return newcombe(tail).rounded().isApart() && difference(tail).isApart();
  }

  /** With the errors that there are: whether any split of them between the sides is shown. */
  @Override
  public boolean canBeShown(double tail) {
    long errors = before.errors() + after.errors();
    return errors > 0
        && (isShownIf(Math.min(errors, before.of()), tail)
            || isShownIf(Math.max(0, errors - after.of()), tail));
  }

  private boolean isShownIf(long errorsBefore, double tail) {
    long errors = before.errors() + after.errors();
    return new RateChange(
            new Rate(before.of(), errorsBefore), new Rate(after.of(), errors - errorsBefore))
        .isShown(tail);
  }

  @Override
  public boolean isDecidable(double tail) {
    return true;
  }

  @Override
  public long needed(double tail) {
    return 1;
  }

  @Override
  public @Nullable BigDecimal smallest(Limits limits, double tail) {
    return Smallest.points(shown(tail), limits, tail);
  }
}

package io.spanline.experiments.compare;

import java.util.function.DoubleFunction;

/**
 * A change of which only decides what it led to: worse is a second side that is shown to be above a
 * bar that the first one is not shown to be above.
 *
 * @param most nanoseconds, or a rate
 * @param ofBefore the interval of the first side's figure by its tail
 * @param ofAfter likewise
 */
record Absolute(
    Change of, double most, DoubleFunction<Bounds> ofBefore, DoubleFunction<Bounds> ofAfter)
    implements Change {
  @Override
  public Word word(Limits limits, double tail) {
    if (isAbove(ofAfter.apply(tail))) {
      return isAbove(ofBefore.apply(tail)) ? Word.UNCLEAR : Word.WORSE;
    }
    return ofAfter.apply(tail).rounded().high() <= most ? Word.SAME : unclear(tail);
  }

  private boolean isAbove(Bounds bounds) {
    return bounds.rounded().low() > most;
  }

  private Word unclear(double tail) {
    return isDecidable(tail) ? Word.UNCLEAR : Word.TOO_LITTLE_DATA;
  }

  @Override
  public Shown shown(double tail) {
    return of.shown(tail);
  }

  @Override
  public double before() {
    return of.before();
  }

  @Override
  public double after() {
    return of.after();
  }

  @Override
  public boolean isShown(double tail) {
    return word(Limits.DEFAULT, tail) == Word.WORSE;
  }

  @Override
  public boolean canBeShown(double tail) {
    return of.canBeShown(tail);
  }

  @Override
  public boolean isDecidable(double tail) {
    return of.isDecidable(tail);
  }

  @Override
  public long needed(double tail) {
    return of.needed(tail);
  }
}

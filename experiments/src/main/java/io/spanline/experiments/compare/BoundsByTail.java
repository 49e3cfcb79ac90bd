package io.spanline.experiments.compare;

import java.util.function.DoubleFunction;

/** Bounds of the tail that was asked for last: a figure is asked for the same several times. */
final class BoundsByTail {
  private final DoubleFunction<Bounds> of;
  private double last = Double.NaN;
  private Bounds ofLast = Bounds.NONE;

  BoundsByTail(DoubleFunction<Bounds> of) {
    this.of = of;
  }

  Bounds at(double tail) {
    if (tail != last) {
      ofLast = of.apply(tail);
      last = tail;
    }
    return ofLast;
  }
}

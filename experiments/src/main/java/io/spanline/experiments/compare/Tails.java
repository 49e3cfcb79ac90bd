package io.spanline.experiments.compare;

import java.util.IdentityHashMap;
import java.util.List;

/**
 * What each side of an interval may miss, of figures that are judged together: a few that decide,
 * and a list. Together they miss {@link #FOR_THE_FEW} and {@link #FOR_THE_LIST}.
 */
final class Tails {
  static final double FOR_THE_FEW = 0.01;
  static final double FOR_THE_LIST = 0.01;

  private final IdentityHashMap<Change, Double> few = new IdentityHashMap<>();
  private final double list;

  Tails(List<Change> few, List<Change> list) {
    double[] ofFew = Family.ofFew(few, FOR_THE_FEW);
    for (int i = 0; i < ofFew.length; i++) {
      this.few.put(few.get(i), ofFew[i]);
    }
    this.list = Family.ofList(list, FOR_THE_LIST);
  }

  double of(Change change) {
    return few.getOrDefault(change, list);
  }

  /** The confidence of the intervals of the list. */
  double level() {
    return Rounded.of(1 - 2 * list);
  }
}

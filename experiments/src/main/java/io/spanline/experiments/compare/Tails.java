package io.spanline.experiments.compare;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * What each side of an interval may miss, of figures that are judged together: a few that decide,
 * and a list. Together they miss {@link #FOR_THE_FEW} and {@link #FOR_THE_LIST}.
 */
final class Tails {
  static final double FOR_THE_FEW = 0.01;
  static final double FOR_THE_LIST = 0.01;

  private final IdentityHashMap<Change, Double> tails = new IdentityHashMap<>();
  private final double longestOfList;

  Tails(List<Change> few, List<Change> list) {
    put(few, Family.ofFew(few, FOR_THE_FEW));
    double[] ofList = Family.ofList(list, FOR_THE_LIST);
    put(list, ofList);
    this.longestOfList = Arrays.stream(ofList).max().orElse(FOR_THE_LIST);
  }

  private void put(List<Change> changes, double[] ofEach) {
    for (int i = 0; i < ofEach.length; i++) {
      tails.put(changes.get(i), ofEach[i]);
    }
  }

  /** Of one of these; of another, which is not judged, that of the list. */
  double of(Change change) {
    return tails.getOrDefault(change, longestOfList);
  }

  /** The confidence of the intervals of those in the list that can be shown. */
  double level() {
    return Rounded.of(1 - 2 * longestOfList);
  }
}

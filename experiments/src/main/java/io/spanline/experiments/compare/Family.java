package io.spanline.experiments.compare;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Figures that are judged together, so that a report of two equal runs seldom calls any of them
 * worse: the more there are, the wider is the interval of each.
 */
final class Family {
  private Family() {}

  /**
   * The tails of the intervals in a list, by Benjamini and Hochberg (Journal of the Royal
   * Statistical Society B 57, 1995): r figures are shown at r / m of the tail of all, with the
   * largest such r; intervals of that tail are those of Benjamini and Yekutieli (2005). Figures
   * with too few samples to be shown at 1 / m do not count in m (Tarone, Biometrics 46, 1990), and
   * are not shown at a longer tail either.
   *
   * @param all what the list may miss on one side in all
   * @return a tail for each, in their order
   */
  static double[] ofList(List<? extends Change> list, double all) {
    int counted = counted(list, all);
    List<? extends Change> showable = showable(list, all / counted);
    int shown = counted;
    while (shown > 1) {
      double tail = all * shown / counted;
      int found = (int) showable.stream().filter(change -> change.isShown(tail)).count();
      if (found >= shown) {
        break;
      }
      shown = found;
    }
    double ofShowable = all * Math.max(1, shown) / counted;
    Set<Change> judged = Collections.newSetFromMap(new IdentityHashMap<>());
    judged.addAll(showable);
    return list.stream()
        .mapToDouble(
            change ->
                judged.contains(change) || !change.canBeShown(ofShowable)
                    ? ofShowable
                    : all / counted)
        .toArray();
  }

  /**
   * The least m such that at most m figures can be shown at 1 / m of the tail of all: the less m
   * is, the more can.
   */
  private static int counted(List<? extends Change> list, double all) {
    int low = 1;
    int high = Math.max(1, list.size());
    while (low < high) {
      int middle = (low + high) / 2;
      if (showable(list, all / middle).size() <= middle) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return high;
  }

  private static List<? extends Change> showable(List<? extends Change> list, double tail) {
    return list.stream().filter(change -> change.canBeShown(tail)).toList();
  }

  /**
   * The tails of a few figures that decide, by Holm (Scandinavian Journal of Statistics 6, 1979):
   * each that is shown leaves its share to the others.
   *
   * @return a tail for each, in their order
   */
  static double[] ofFew(List<? extends Change> few, double all) {
    double[] tails = new double[few.size()];
    int left = few.size();
    boolean isFound = true;
    while (isFound && left > 0) {
      isFound = false;
      double tail = all / left;
      for (int i = 0; i < tails.length; i++) {
        if (tails[i] == 0 && few.get(i).isShown(tail)) {
          tails[i] = tail;
          left--;
          isFound = true;
        }
      }
    }
    for (int i = 0; i < tails.length; i++) {
      tails[i] = tails[i] == 0 ? all / Math.max(1, left) : tails[i];
    }
    return tails;
  }
}

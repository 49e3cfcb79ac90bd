package io.spanline.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The middle of a few figures. */
public final class Median {
  private Median() {}

  /** The middle one; the mean of both that are in the middle. */
  public static <T> double of(List<T> all, ToDoubleFunction<T> figure) {
    double[] sorted = all.stream().mapToDouble(figure).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}

package io.spanline.bench.verdict;

import io.spanline.experiments.compare.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A kind of two sides that do not differ.
 *
 * @param isJudged whether the promise of at most 2 % covers it
 * @param isAnyWorse makes two such sides, and says whether {@code compare} calls anything worse
 */
record EqualSides(String words, boolean isJudged, Sizes sizes, Predicate<Random> isAnyWorse) {
  private static final List<Sizes> UNEQUAL = List.of(new Sizes(1_000, 100), new Sizes(100, 1_000));
  private static final List<Shape> OF_UNEQUAL_SIZES =
      List.of(Shape.LOG_NORMAL_HALF, Shape.LOG_NORMAL_ONE, Shape.CORRELATED, Shape.ROUNDS);
  private static final List<Shape> OF_PAIRS =
      List.of(Shape.LOG_NORMAL_HALF, Shape.CORRELATED, Shape.ROUNDS);

  /** Those without the other rules next to them. */
  static List<EqualSides> all() {
    List<EqualSides> all = new ArrayList<>();
    for (Errors errors : Errors.values()) {
      each(errors::equalSides, all);
      UNEQUAL.forEach(sizes -> all.add(errors.equalSides(sizes)));
    }
    for (Shape shape : OF_UNEQUAL_SIZES) {
      UNEQUAL.forEach(sizes -> all.add(ofLatencies(shape, sizes)));
    }
    each(sizes -> Operations.equalSides(Shape.LOG_NORMAL_HALF, sizes), all);
    for (Shape shape : OF_PAIRS) {
      each(sizes -> PairTrial.equalSides(shape, sizes), all);
    }
    return all;
  }

  private static void each(Function<Sizes, EqualSides> of, List<EqualSides> into) {
    VerdictBench.SAMPLES.forEach(samples -> into.add(of.apply(Sizes.equal(samples))));
  }

  private static EqualSides ofLatencies(Shape shape, Sizes sizes) {
    return new EqualSides(
        shape.words(),
        shape.isJudged(),
        sizes,
        random -> new Trial(shape, sizes, random).slowedBy(1).comparison().has(Word.WORSE));
  }

  /** The share of trials that call anything worse, 0 to 1; uses every core. */
  double falseAlarms(long seed, int trials) {
    Draws draws = new Draws(words, sizes, seed);
    int[] counts =
        Trials.count(trials, 1, trial -> new boolean[] {isAnyWorse.test(draws.of(trial))});
    return (double) counts[0] / trials;
  }
}

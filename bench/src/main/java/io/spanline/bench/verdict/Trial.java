package io.spanline.bench.verdict;

import io.spanline.captures.baseline.Durations;
import io.spanline.captures.baseline.Observations;
import io.spanline.captures.baseline.Observations.OfService;
import io.spanline.captures.baseline.Outcomes;
import io.spanline.experiments.compare.Comparison;
import io.spanline.experiments.compare.Limits;
import io.spanline.experiments.compare.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Two made-up sides of ten services without errors: p50 and p95 of each are 20 figures. They are
 * drawn once, however many factors the second side's root is slowed by.
 */
final class Trial {
  private final Shape shape;
  // By service, the root first; in the order of the requests.
  private final long[][] before = new long[Star.SERVICES][];
  private final long[][] after = new long[Star.SERVICES][];
  private final double[] rootAfter;
  private final Side sideBefore;
  private final Side sideAfter;

  /** Makes both sides; the same random numbers make the same trial. */
  Trial(Shape shape, Sizes sizes, Random random) {
    this.shape = shape;
    double[] root = {};
    for (int i = 0; i < Star.SERVICES; i++) {
      before[i] = nanos(shape.millis(random, sizes.before()), 1);
      double[] millis = shape.millis(random, sizes.after());
      after[i] = nanos(millis, 1);
      root = i == 0 ? millis : root;
    }
    this.rootAfter = root;
    this.sideBefore = side(before);
    this.sideAfter = side(after);
  }

  static long[] nanos(double[] millis, double factor) {
    return Arrays.stream(millis).mapToLong(each -> Math.round(each * factor * 1e6)).toArray();
  }

  private Side side(long[][] services) {
    Observations[] rounds = new Observations[shape.rounds()];
    for (int i = 0; i < rounds.length; i++) {
      rounds[i] = round(services, i);
    }
    return Side.of(rounds);
  }

  private Observations round(long[][] all, int round) {
    List<OfService> services = new ArrayList<>();
    for (long[] nanos : all) {
      int from = shape.start(round, nanos.length);
      int to = shape.start(round + 1, nanos.length);
      services.add(
          Star.service(
              Outcomes.of(to - from, 0), Durations.of(Arrays.copyOfRange(nanos, from, to))));
    }
    return Star.round(services);
  }

  /** What is said if the root's latencies on the second side are multiplied by a factor. */
  Report slowedBy(double factor) {
    long[][] slowed = after.clone();
    slowed[0] = nanos(rootAfter, factor);
    Side root = side(new long[][] {slowed[0]});
    Side all = new Side(replaced(sideAfter.services(), root.services()), sideAfter.edges(), true);
    return new Report(Comparison.of(sideBefore, all, Limits.DEFAULT), before, slowed);
  }

  /** The others stay as they are, and sorted. */
  private static <V> SortedMap<String, V> replaced(
      SortedMap<String, V> all, SortedMap<String, V> root) {
    SortedMap<String, V> replaced = new TreeMap<>(all);
    replaced.putAll(root);
    return replaced;
  }
}

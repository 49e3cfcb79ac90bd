package io.spanline.bench.verdict;

import io.spanline.captures.baseline.Durations;
import io.spanline.captures.baseline.Observations;
import io.spanline.captures.baseline.Observations.OfEdge;
import io.spanline.captures.baseline.Observations.OfService;
import io.spanline.captures.baseline.Observations.Requests;
import io.spanline.captures.baseline.Outcomes;
import io.spanline.experiments.compare.Comparison;
import io.spanline.experiments.compare.Limits;
import io.spanline.experiments.compare.Side;
import io.spanline.experiments.compare.Word;
import java.util.Arrays;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Two made-up sides of ten services without errors, and what {@code compare} says of them: p50 and
 * p95 of each service are 20 figures. One service calls the other nine, so that it decides; on the
 * second side its latencies are multiplied by a factor.
 */
final class Trial {
  static final int SERVICES = 10;
  static final String ROOT = "root";

  private final Shape shape;
  private final int samples;
  // By service, the root first; nanoseconds in the order of the requests.
  private final long[][] before = new long[SERVICES][];
  private final long[][] after = new long[SERVICES][];
  private final Comparison comparison;

  /** Makes and compares both sides; the same random numbers make the same trial. */
  Trial(Shape shape, int samples, double factor, Random random) {
    this.shape = shape;
    this.samples = samples;
    for (int i = 0; i < SERVICES; i++) {
      before[i] = nanos(shape.millis(random, samples), 1);
      after[i] = nanos(shape.millis(random, samples), i == 0 ? factor : 1);
    }
    this.comparison = Comparison.of(side(before), side(after), Limits.DEFAULT);
  }

  private static long[] nanos(double[] millis, double factor) {
    return Arrays.stream(millis).mapToLong(each -> Math.round(each * factor * 1e6)).toArray();
  }

  static String name(int service) {
    return service == 0 ? ROOT : "service-" + service;
  }

  private Side side(long[][] services) {
    Observations[] rounds = new Observations[shape.rounds()];
    for (int i = 0; i < rounds.length; i++) {
      rounds[i] = round(services, shape.start(i, samples), shape.start(i + 1, samples));
    }
    return Side.of(rounds);
  }

  private static Observations round(long[][] all, int from, int to) {
    int requests = to - from;
    SortedMap<String, OfService> services = new TreeMap<>();
    SortedMap<String, OfEdge> edges = new TreeMap<>();
    for (int i = 0; i < all.length; i++) {
      Durations latencies = Durations.of(Arrays.copyOfRange(all[i], from, to));
      services.put(
          name(i),
          new OfService(new Requests(Outcomes.of(requests, 0), latencies), new TreeMap<>()));
      if (i > 0) {
        edges.put(ROOT + "->" + name(i), edge(requests));
      }
    }
    return new Observations(services, edges);
  }

  /** Calls whose latencies nobody knows. */
  private static OfEdge edge(int calls) {
    Durations none = Durations.of(new long[0]);
    return new OfEdge(Outcomes.of(calls, 0), none, none, none);
  }

  Comparison comparison() {
    return comparison;
  }

  /** Whether a figure of the root is called worse. */
  boolean isRootWorse(String figure) {
    return comparison.subjects().stream()
        .filter(subject -> subject.name().equals(ROOT))
        .flatMap(subject -> subject.figures().stream())
        .anyMatch(found -> found.name().equals(figure) && found.word() == Word.WORSE);
  }

  /** Whether a rule calls any service worse. */
  boolean isAnyWorse(Rule rule) {
    for (int i = 0; i < SERVICES; i++) {
      if (rule.isWorse(before[i], after[i])) {
        return true;
      }
    }
    return false;
  }

  boolean isRootWorse(Rule rule) {
    return rule.isWorse(before[0], after[0]);
  }
}

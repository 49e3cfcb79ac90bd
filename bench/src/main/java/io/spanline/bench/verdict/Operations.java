package io.spanline.bench.verdict;

import io.spanline.captures.baseline.Durations;
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
import java.util.stream.IntStream;

/**
 * Five services of which each has three operations: 40 latency figures and 20 error rates, of which
 * those of a service depend on those of its operations. Which operation a request asks for is
 * chance, so that the mix differs by chance as well.
 */
final class Operations {
  static final int SERVICES = 5;

  private static final int EACH = 3;

  private static final double[] SHARE_UP_TO = {0.6, 0.9, 1};
  private static final double[] FACTOR = {0.5, 1, 3};

  private Operations() {}

  /** An operation by its share: a frequent fast one, an ordinary, a rare slow one. */
  static int any(Random random) {
    double at = random.nextDouble();
    int operation = 0;
    while (at >= SHARE_UP_TO[operation]) {
      operation++;
    }
    return operation;
  }

  static String name(int operation) {
    return "operation-" + operation;
  }

  /** By how much its latencies differ from a typical one's. */
  static double factor(int operation) {
    return FACTOR[operation];
  }

  /** Two sides with such latencies, and independent errors. */
  static EqualSides equalSides(Shape shape, Sizes sizes) {
    return new EqualSides(
        shape.words() + ", 5 % errors, operations",
        true,
        sizes,
        random ->
            Comparison.of(
                    side(shape, sizes.before(), random),
                    side(shape, sizes.after(), random),
                    Limits.DEFAULT)
                .has(Word.WORSE));
  }

  private static Side side(Shape shape, int requests, Random random) {
    return Side.of(
        Star.round(
            IntStream.range(0, SERVICES)
                .mapToObj(service -> service(shape, requests, random))
                .toList()));
  }

  private static OfService service(Shape shape, int requests, Random random) {
    double[] millis = shape.millis(random, requests);
    boolean[] failed = Errors.INDEPENDENT.failed(requests, random);
    int[] operations = new int[requests];
    for (int i = 0; i < requests; i++) {
      operations[i] = any(random);
      millis[i] *= factor(operations[i]);
    }
    int[] all = IntStream.range(0, requests).toArray();
    SortedMap<String, Requests> each = new TreeMap<>();
    for (int operation = 0; operation < EACH; operation++) {
      int wanted = operation;
      int[] own = Arrays.stream(all).filter(i -> operations[i] == wanted).toArray();
      if (own.length > 0) {
        each.put(name(operation), requests(own, millis, failed));
      }
    }
    return new OfService(requests(all, millis, failed), each);
  }

  private static Requests requests(int[] which, double[] millis, boolean[] failed) {
    Outcomes outcomes = new Outcomes();
    double[] own = new double[which.length];
    for (int i = 0; i < which.length; i++) {
      outcomes.add(failed[which[i]]);
      own[i] = millis[which[i]];
    }
    return new Requests(outcomes, Durations.of(Trial.nanos(own, 1)));
  }
}

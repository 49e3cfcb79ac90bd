package io.spanline.bench.verdict;

import io.spanline.experiments.compare.Comparison;
import io.spanline.experiments.compare.Limits;
import io.spanline.experiments.compare.RequestPairs;
import io.spanline.experiments.compare.RequestPairs.Reply;
import io.spanline.experiments.compare.Word;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Two replays of the same requests to five services, each with three operations: 20 subjects. A
 * request is slow or fast on both sides alike (a factor, log-normal, sigma 0.5), and on each side
 * by itself.
 */
final class PairTrial {
  private static final int SERVICES = Operations.SERVICES;
  private static final double OF_BOTH = 0.5;
  private static final int FINE = 200;
  private static final int FAILED = 500;

  // By service.
  private final int[][] operations = new int[SERVICES][];
  private final double[][] before = new double[SERVICES][];
  private final double[][] after = new double[SERVICES][];
  private final boolean[][] failedBefore = new boolean[SERVICES][];
  private final boolean[][] failedAfter = new boolean[SERVICES][];

  /** Makes both; the same random numbers make the same trial. */
  PairTrial(Shape shape, int requests, Random random) {
    for (int i = 0; i < SERVICES; i++) {
      operations[i] = IntStream.generate(() -> Operations.any(random)).limit(requests).toArray();
      double[] ofBoth = new double[requests];
      for (int request = 0; request < requests; request++) {
        ofBoth[request] =
            Operations.factor(operations[i][request])
                * StrictMath.exp(OF_BOTH * random.nextGaussian());
      }
      before[i] = times(ofBoth, shape.millis(random, requests));
      after[i] = times(ofBoth, shape.millis(random, requests));
      failedBefore[i] = Errors.INDEPENDENT.failed(requests, random);
      failedAfter[i] = Errors.INDEPENDENT.failed(requests, random);
    }
  }

  /**
   * Two replays that do not differ. A replay is one run: nobody knows when rounds that are off
   * began.
   */
  static EqualSides equalSides(Shape shape, Sizes sizes) {
    return new EqualSides(
        "pairs: " + shape.words() + ", 5 % errors",
        shape.isJudged() && shape.rounds() == 1,
        sizes,
        random -> new PairTrial(shape, sizes.before(), random).slowedBy(1).has(Word.WORSE));
  }

  private static double[] times(double[] ones, double[] others) {
    return IntStream.range(0, ones.length).mapToDouble(i -> ones[i] * others[i]).toArray();
  }

  /**
   * Whether the first service's times are called worse if its second side is slower by a factor.
   */
  boolean isFirstWorse(double factor) {
    return slowedBy(factor).subjects().stream()
        .filter(subject -> subject.name().equals(Star.ROOT))
        .flatMap(subject -> subject.figures().stream())
        .anyMatch(figure -> !figure.isRate() && figure.word() == Word.WORSE);
  }

  private Comparison slowedBy(double factor) {
    RequestPairs pairs = new RequestPairs();
    for (int i = 0; i < SERVICES; i++) {
      long[] ofBefore = Trial.nanos(before[i], 1);
      long[] ofAfter = Trial.nanos(after[i], i == 0 ? factor : 1);
      for (int request = 0; request < ofBefore.length; request++) {
        pairs.add(
            Star.name(i),
            Operations.name(operations[i][request]),
            reply(ofBefore[request], failedBefore[i][request]),
            reply(ofAfter[request], failedAfter[i][request]));
      }
    }
    return pairs.comparison(Limits.DEFAULT);
  }

  private static Reply reply(long nanos, boolean isFailed) {
    return new Reply(nanos, isFailed ? FAILED : FINE);
  }
}

package io.spanline.bench.verdict;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Random;

/** How the latencies of a service are spread, and how each depends on the one before it. */
public enum Shape {
  NORMAL("normal, sd 20 %") {
    @Override
    double[] millis(Random random, int samples) {
      return independent(samples, () -> Math.max(1, TYPICAL + 20 * random.nextGaussian()));
    }
  },
  LOG_NORMAL_HALF("log-normal, sigma 0.5") {
    @Override
    double[] millis(Random random, int samples) {
      return independent(samples, () -> logNormal(random, 0.5));
    }
  },
  LOG_NORMAL_ONE("log-normal, sigma 1") {
    @Override
    double[] millis(Random random, int samples) {
      return independent(samples, () -> logNormal(random, 1));
    }
  },
  /** Seven of ten around 50 ms, the others around 200. */
  BIMODAL("bimodal, 50 and 200 ms") {
    @Override
    double[] millis(Random random, int samples) {
      return independent(
          samples, () -> (random.nextDouble() < 0.7 ? 0.5 : 2) * logNormal(random, 0.2));
    }
  },
  /** Each logarithm is 0.6 of the one before and something of its own; sigma 0.5 as a whole. */
  CORRELATED("AR(1) 0.6") {
    @Override
    double[] millis(Random random, int samples) {
      return correlated(random, samples, 0.6);
    }
  },
  /** Log-normal, sigma 0.5; every round has a factor of its own. */
  ROUNDS("4 rounds, each off by 15 %") {
    @Override
    double[] millis(Random random, int samples) {
      double[] millis = new double[samples];
      for (int round = 0; round < rounds(); round++) {
        double effect = StrictMath.exp(0.15 * random.nextGaussian());
        for (int i = start(round, samples); i < start(round + 1, samples); i++) {
          millis[i] = effect * logNormal(random, 0.5);
        }
      }
      return millis;
    }

    @Override
    int rounds() {
      return 4;
    }
  },
  /** As {@link #CORRELATED}, so strongly that few blocks cannot make up for it. */
  STRONGLY_CORRELATED("AR(1) 0.9") {
    @Override
    double[] millis(Random random, int samples) {
      return correlated(random, samples, 0.9);
    }

    @Override
    boolean isJudged() {
      return false;
    }
  };

  private static final double TYPICAL = 100;

  private final String words;

  Shape(String words) {
    this.words = words;
  }

  /** Latencies of one run in milliseconds, in the order of their requests. */
  abstract double[] millis(Random random, int samples);

  /** The rounds that a run consists of. */
  int rounds() {
    return 1;
  }

  /** The index of a round's first latency. */
  int start(int round, int samples) {
    return samples * round / rounds();
  }

  /** Whether the promise of at most 2 % covers it. */
  boolean isJudged() {
    return true;
  }

  /** For people and files. */
  @JsonValue
  String words() {
    return words;
  }

  private interface Draw {
    double next();
  }

  private static double[] independent(int samples, Draw draw) {
    double[] millis = new double[samples];
    for (int i = 0; i < samples; i++) {
      millis[i] = draw.next();
    }
    return millis;
  }

  private static double logNormal(Random random, double sigma) {
    return TYPICAL * StrictMath.exp(sigma * random.nextGaussian());
  }

  private static double[] correlated(Random random, int samples, double share) {
    double own = StrictMath.sqrt(1 - share * share);
    double[] millis = new double[samples];
    double log = random.nextGaussian();
    for (int i = 0; i < samples; i++) {
      millis[i] = TYPICAL * StrictMath.exp(0.5 * log);
      log = share * log + own * random.nextGaussian();
    }
    return millis;
  }
}

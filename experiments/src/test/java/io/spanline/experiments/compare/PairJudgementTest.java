package io.spanline.experiments.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.spanline.experiments.compare.CasePair.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairJudgementTest {
  private static final int ROUTES = 4;
  private static final int TRIALS = 100;
  private static final double SPREAD = 0.5;
  private static final double FAILING = 0.05;

  /**
   * Two of a hundred reports, over all of their figures; {@code memory} is how much of its noise a
   * request has of the one before it.
   */
  @ParameterizedTest
  @CsvSource({"0, 30", "0, 100", "0, 300", "0.6, 30", "0.6, 100", "0.6, 300"})
  void equalReplaysAreSeldomWorse(double memory, int n) {
    Random random = new Random(1);
    int alarms = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      alarms += isWorse(replays(n, memory, 1, random)) ? 1 : 0;
    }

    assertThat(alarms).isLessThanOrEqualTo(2);
  }

  @Test
  void mostReplaysThatAreHalfAsSlowAgainAreWorse() {
    Random random = new Random(2);
    int found = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      found += isWorse(replays(300, 0, 1.5, random)) ? 1 : 0;
    }

    assertThat(found).isGreaterThan(80);
  }

  @Test
  void tenThousandPairsTakeFarLessThanASecond() {
    PairedReplays many = replays(10_000, 0, 1, new Random(3));

    assertTimeout(
        Duration.ofSeconds(1), () -> new PairJudgement(many, Limits.DEFAULT).comparison());
  }

  private static boolean isWorse(PairedReplays replays) {
    return new PairJudgement(replays, Limits.DEFAULT)
        .comparison().subjects().stream()
            .flatMap(subject -> subject.figures().stream())
            .anyMatch(figure -> figure.word() == Word.WORSE);
  }

  private static PairedReplays replays(int n, double memory, double factor, Random random) {
    double[] before = noise(n, memory, random);
    double[] after = noise(n, memory, random);
    List<PairedReplays.OfRoute> pairs = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int route = i % ROUTES;
      double median = 5e7 * (route + 1);
      pairs.add(
          new PairedReplays.OfRoute(
              "service-a",
              "GET /" + route,
              new CasePair(
                  answer(median * before[i], random), answer(factor * median * after[i], random))));
    }
    return new PairedReplays(pairs, 0);
  }

  private static double[] noise(int n, double memory, Random random) {
    double[] noise = new double[n];
    double last = random.nextGaussian();
    for (int i = 0; i < n; i++) {
      last = memory * last + Math.sqrt(1 - memory * memory) * random.nextGaussian();
      noise[i] = StrictMath.exp(SPREAD * last);
    }
    return noise;
  }

  private static Answer answer(double nanos, Random random) {
    int status = random.nextDouble() < FAILING ? 500 : 200;
    return new Answer((long) nanos, status, null);
  }
}

package io.spanline.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.spanline.bench.verdict.VerdictResult.FalseAlarms;
import io.spanline.bench.verdict.VerdictResult.Found;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The short form of {@code ./spanline bench verdict}. */
class VerdictBenchTest {
  private static final long SEED = 1;
  private static final int TRIALS = 200;
  // Of 200 reports with a false alarm in 2 of 100, more than 12 have one once in 4 000 times.
  private static final double MOST = 12.0 / TRIALS;

  static Stream<Arguments> judged() {
    return Arrays.stream(Shape.values())
        .filter(Shape::isJudged)
        .flatMap(shape -> VerdictBench.SAMPLES.stream().map(samples -> arguments(shape, samples)));
  }

  @ParameterizedTest
  @MethodSource("judged")
  void equalSidesAreSeldomCalledWorse(Shape shape, int samples) {
    Setting setting = new Setting(shape, samples, SEED);

    Map<Question, Double> shares = setting.shares(EnumSet.of(Question.IS_ANY_WORSE), 1, TRIALS);

    assertThat(shares.get(Question.IS_ANY_WORSE)).isLessThanOrEqualTo(MOST);
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 100, 300, 1_000})
  void equalErrorRatesAreSeldomCalledWorse(int requests) {
    assertThat(Errors.INDEPENDENT.falseAlarms(requests, SEED, TRIALS)).isLessThanOrEqualTo(MOST);
  }

  @Test
  void theRulesNextToItCallEqualSidesWorseMoreOften() {
    Setting setting = new Setting(Shape.LOG_NORMAL_ONE, 100, SEED);

    FalseAlarms alarms = VerdictBench.falseAlarms(setting, TRIALS);

    assertThat(alarms.ratio()).isGreaterThan(0.5);
    assertThat(alarms.ranks()).isBetween(0.03, 0.2);
  }

  @Test
  void findsARootThatIsTwiceAsSlow() {
    Found found = VerdictBench.found(new Setting(Shape.LOG_NORMAL_HALF, 300, SEED), 2, TRIALS);

    assertThat(found.p50()).isGreaterThan(0.95);
    assertThat(found.p95()).isGreaterThan(0.95);
  }

  @Test
  void calls30RequestsTooLittleForP95() {
    Found found = VerdictBench.found(new Setting(Shape.NORMAL, 30, SEED), 3, 20);

    assertThat(found.p95()).isZero();
  }

  @Test
  void theRootAloneDecides() {
    Trial trial = new Trial(Shape.ROUNDS, 30, 1, new Random(SEED));

    assertThat(trial.comparison().decides()).containsExactly(Trial.ROOT);
  }

  @Test
  void theSmallestFactorLiesBetweenTheTwoAroundFourOfFive() {
    List<Found> found =
        List.of(
            new Found(1.2, 0.4, 0, 0, 0),
            new Found(1.5, 0.7, 0, 0, 0),
            new Found(2, 0.9, 0.5, 0, 0));

    assertThat(VerdictBench.smallest(found, Found::p50)).isEqualTo(1.73);
    assertThat(VerdictBench.smallest(found, Found::p95)).isNull();
  }

  @Test
  void sameSeedSameResult() {
    assertThat(new VerdictBench(SEED, 4, () -> {}).run().rows())
        .isEqualTo(new VerdictBench(SEED, 4, () -> {}).run().rows());
  }
}

package io.spanline.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.spanline.bench.verdict.Setting.Asked;
import io.spanline.bench.verdict.VerdictResult.Found;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The short form of {@code ./spanline bench verdict}. */
class VerdictBenchTest {
  private static final long SEED = 1;
  private static final int TRIALS = 100;
  // Of 100 reports with a false alarm in 2 of 100, more than 8 have one once in 4 000 times.
  private static final double MOST = 8.0 / TRIALS;

  static Stream<Arguments> judged() {
    return Arrays.stream(Shape.values())
        .filter(Shape::isJudged)
        .flatMap(shape -> VerdictBench.SAMPLES.stream().map(samples -> arguments(shape, samples)));
  }

  @ParameterizedTest
  @MethodSource("judged")
  void equalSidesAreSeldomCalledWorse(Shape shape, int samples) {
    Asked asked = new Asked(1, TRIALS, EnumSet.of(Question.IS_ANY_WORSE));

    Map<Question, Double> shares = setting(shape, samples).shares(List.of(asked)).get(0);

    assertThat(shares.get(Question.IS_ANY_WORSE)).isLessThanOrEqualTo(MOST);
  }

  static Stream<EqualSides> judgedWithoutRules() {
    return EqualSides.all().stream().filter(EqualSides::isJudged);
  }

  @ParameterizedTest
  @MethodSource("judgedWithoutRules")
  void equalSidesOfOtherKindsAreSeldomCalledWorse(EqualSides sides) {
    assertThat(sides.falseAlarms(SEED, TRIALS)).isLessThanOrEqualTo(MOST);
  }

  @Test
  void theRulesNextToItCallEqualSidesWorseMoreOften() {
    Asked asked =
        new Asked(
            1, TRIALS, EnumSet.of(Question.IS_ANY_WORSE_BY_RATIO, Question.IS_ANY_WORSE_BY_RANKS));

    Map<Question, Double> shares = setting(Shape.LOG_NORMAL_ONE, 100).shares(List.of(asked)).get(0);

    assertThat(shares.get(Question.IS_ANY_WORSE_BY_RATIO)).isGreaterThan(0.5);
    assertThat(shares.get(Question.IS_ANY_WORSE_BY_RANKS)).isBetween(0.03, 0.2);
  }

  @Test
  void findsARootThatIsTwiceAsSlow() {
    Map<Question, Double> shares = slower(setting(Shape.LOG_NORMAL_HALF, 300), 2, TRIALS);

    assertThat(shares.get(Question.IS_P50_OF_ROOT_WORSE)).isGreaterThan(0.95);
    assertThat(shares.get(Question.IS_P95_OF_ROOT_WORSE)).isGreaterThan(0.95);
  }

  @Test
  void calls30RequestsTooLittleForP95() {
    Map<Question, Double> shares = slower(setting(Shape.NORMAL, 30), 3, 20);

    assertThat(shares.get(Question.IS_P95_OF_ROOT_WORSE)).isZero();
  }

  @Test
  void findsPairsThatAreSlowerByHalf() {
    PairTrial trial = new PairTrial(Shape.LOG_NORMAL_HALF, 300, new Random(SEED));

    assertThat(trial.isFirstWorse(1.5)).isTrue();
    assertThat(trial.isFirstWorse(1.05)).isFalse();
  }

  @Test
  void aFactorThatIsTriedNextToOthersFindsWhatItFindsAlone() {
    Setting setting = setting(Shape.LOG_NORMAL_HALF, 100);
    Set<Question> questions = EnumSet.allOf(Question.class);

    List<Map<Question, Double>> both =
        setting.shares(List.of(new Asked(1.5, 40, questions), new Asked(2, 20, questions)));

    assertThat(both)
        .containsExactly(
            setting.shares(List.of(new Asked(1.5, 40, questions))).get(0),
            setting.shares(List.of(new Asked(2, 20, questions))).get(0));
  }

  @Test
  void theRootAloneDecides() {
    Trial trial = new Trial(Shape.ROUNDS, Sizes.equal(30), new Random(SEED));

    assertThat(trial.slowedBy(1).comparison().decides()).containsExactly(Star.ROOT);
  }

  @Test
  void theSmallestFactorLiesBetweenTheTwoAroundFourOfFive() {
    List<Found> found =
        List.of(
            new Found(1.2, 0.4, 0, 0, 0),
            new Found(1.5, 0.7, 0, 0, 0),
            new Found(2, 0.9, 0.5, 0, 0));

    assertThat(Effects.smallest(found, Found::p50)).isEqualTo(1.73);
    assertThat(Effects.smallest(found, Found::p95)).isNull();
    assertThat(Effects.further(found)).containsExactly(1.7, 3.0);
  }

  @Test
  void sameSeedSameResult() {
    VerdictResult result = new VerdictBench(SEED, 4, () -> {}).run();

    assertThat(new VerdictBench(SEED, 4, () -> {}).run()).isEqualTo(result);
  }

  @Test
  void saysHowFarItIs() {
    AtomicInteger steps = new AtomicInteger();

    new VerdictBench(SEED, 1, steps::incrementAndGet).run();

    assertThat(steps).hasValue(VerdictBench.steps());
  }

  private static Setting setting(Shape shape, int samples) {
    return new Setting(shape, Sizes.equal(samples), SEED);
  }

  private static Map<Question, Double> slower(Setting setting, double factor, int trials) {
    Set<Question> questions =
        EnumSet.of(Question.IS_P50_OF_ROOT_WORSE, Question.IS_P95_OF_ROOT_WORSE);
    return setting.shares(List.of(new Asked(factor, trials, questions))).get(0);
  }
}

package io.spanline.experiments.experiment.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.experiments.experiment.file.ExperimentRecord.FaultAsked;
import io.spanline.experiments.experiment.plan.Outcome;
import io.spanline.experiments.experiment.verdict.TargetCalls.OfBlock;
import io.spanline.experiments.experiment.verdict.TargetCalls.Tally;
import io.spanline.experiments.experiment.verdict.Verdict.Affected;
import io.spanline.experiments.experiment.verdict.Verdict.Proof;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultProofTest {
  private static final long CALLS = 240;
  private static final int TRIALS = 200;

  @TempDir private Path data;

  private MadeUpExperiment experiment() {
    return new MadeUpExperiment(data);
  }

  @Test
  void measuresADelayWithItsInterval() throws IOException {
    Proof proof = proof(experiment().latency(200).slower((block, number) -> 200 + block));

    assertThat(proof.proved()).isTrue();
    assertThat(proof.calls()).isEqualTo(2 * CALLS);
    assertThat(proof.askedMs()).isEqualByComparingTo("200");
    assertThat(proof.measuredMs()).isBetween(number("202"), number("203"));
    // As wide as the blocks differ, and not as 240 pairs that know nothing of each other.
    assertThat(proof.lowMs()).isBetween(number("199.5"), number("201"));
    assertThat(proof.highMs()).isBetween(number("204"), number("205.5"));
    assertThat(proof.faulty()).isNull();
  }

  @Test
  void asksForHalfOfADelay() throws IOException {
    assertUnproved(
        experiment().latency(200).slower((block, number) -> 50),
        "in block 1 calls took 50 ms more, less than half of the 200 ms asked for");
  }

  @Test
  void asksForTheDelayInEachBlock() throws IOException {
    assertUnproved(
        experiment().latency(200).slower((block, number) -> block == 3 ? 0 : 200), "in block 3 ");
  }

  @Test
  void asksOfABandwidthThatCallsTakeLonger() throws IOException {
    TreeMap<String, Long> rate = new TreeMap<>();
    rate.put("rate", 10L);
    MadeUpExperiment thin =
        experiment().fault("bandwidth", rate, 1).slower((block, number) -> 20).made();

    assertThat(Objects.requireNonNull(thin.verdict().proof()).proved()).isTrue();
    assertThat(Objects.requireNonNull(thin.verdict().proof()).askedMs()).isNull();
    assertThat(thin.verdict().sentences())
        .first()
        .asString()
        .startsWith("service-b→service-c was under bandwidth=10 (its calls took 20 ms longer, ");
    assertUnproved(
        experiment().fault("bandwidth", rate, 1), "in block 1 calls are not shown to take longer");
  }

  @Test
  void knowsCallsThatNobodyAnsweredByWhatTheyDialled() throws IOException {
    Proof proof =
        proof(
            experiment()
                .fault("down")
                .failing(each -> each.round().faulty())
                .with(MadeUpTrace.Option.UNNAMED)
                .with(MadeUpTrace.Option.WITH_DATABASE));

    assertThat(proof.proved()).isTrue();
    assertThat(proof.faulty()).isEqualTo(new Affected(CALLS, CALLS));
    assertThat(proof.healthy()).isEqualTo(new Affected(CALLS, 0));
  }

  @Test
  void asksForFailuresInFaultyRoundsAndForHardlyAnyInHealthyOnes() throws IOException {
    assertUnproved(
        experiment().fault("down").failing(each -> each.round().faulty() && each.number() >= 8),
        "in block 1 56 of 60 calls failed in the faulty round, fewer than 95 %");
    assertUnproved(
        experiment()
            .fault("timeout")
            .failing(
                each -> each.round().faulty() || (each.number() < 2 && each.round().block() < 4)),
        "3 of 240 calls failed in healthy rounds, more than 1 %");
  }

  /** 54 and three times 60 of 60 are more than 95 %. */
  @Test
  void asksForFailuresInEachBlock() throws IOException {
    assertUnproved(
        experiment()
            .fault("down")
            .failing(
                each ->
                    each.round().faulty() && (each.round().block() != 3 || each.number() >= 12)),
        "in block 3 54 of 60 calls failed in the faulty round, fewer than 95 %");
  }

  @Test
  void tellsOfCallsThatAllFailByThemselves() throws IOException {
    assertUnproved(
        experiment().fault("down").failing(each -> true),
        "of 480 calls through service-b→service-c 480 are of requests that fail in every healthy"
            + " round, which show nothing; it takes 20 others");
  }

  /** Such as a request that asks for a failure. */
  @Test
  void leavesOutWhatFailsInEveryHealthyRound() throws IOException {
    Proof proof =
        Objects.requireNonNull(
            experiment()
                .fault("down")
                .failing(each -> each.round().faulty() || each.number() < 20)
                .made()
                .verdict()
                .proof());

    assertThat(proof.proved()).isTrue();
    assertThat(proof.healthy()).isEqualTo(new Affected(CALLS - 40, 0));
    assertThat(proof.faulty()).isEqualTo(new Affected(CALLS - 40, CALLS - 40));
  }

  @Test
  void asksOfSomeConnectionsThatSomeCallsWereSlowed() throws IOException {
    MadeUpExperiment half =
        experiment().latency(200, 0.5).slower((block, number) -> number % 4 == 0 ? 200 : 0).made();

    assertThat(Objects.requireNonNull(half.verdict().proof()).proved()).isTrue();
    assertThat(Objects.requireNonNull(half.verdict().proof()).faulty())
        .isEqualTo(new Affected(CALLS, CALLS / 2));
    assertThat(half.verdict().sentences())
        .first()
        .isEqualTo("service-b→service-c was slowed by 200 ms (120 of 240 cases were slower).");
    assertUnproved(
        experiment().latency(200, 0.5).slower((block, number) -> 200),
        "240 of 240 cases were slower by 100 ms or more");
    assertUnproved(experiment().latency(200, 0.5), "0 of 240 cases were slower by 100 ms or more");
  }

  /** One call in twenty is slow by itself, in either round: the toxic never acted. */
  @Test
  void hardlyEverTakesSlowCallsOfEitherRoundForAFault() {
    Random random = new Random(1);

    assertThat(
            proved(
                "latency",
                () -> {
                  List<Double> gaps = new ArrayList<>();
                  for (int i = 0; i < 60; i++) {
                    gaps.add(stall(random) - stall(random));
                  }
                  return new OfBlock(
                      new Tally(60, 0), new Tally(60, 0), 0, 0, 0, Map.of(), gaps, 0);
                }))
        .isLessThanOrEqualTo(TRIALS / 20);
  }

  /** Six cases of one block, whichever: as one stall would have it. */
  @Test
  void aStallOfOneRoundProvesNoFaultOnSomeConnections() throws IOException {
    assertUnproved(
        experiment().latency(20, 0.5).slower((block, number) -> block == 2 && number < 12 ? 30 : 0),
        "6 of 240 cases were slower by 10 ms or more in faulty rounds, 0 in healthy ones");
    assertUnproved(
        experiment()
            .fault("timeout", new TreeMap<>(), 0.5)
            .failing(
                each -> each.round().faulty() && each.round().block() == 2 && each.number() < 12),
        "6 cases failed only in the faulty round of a block, 0 only in the healthy one, more of"
            + " them in one block");
  }

  private static double stall(Random random) {
    return random.nextDouble() < 0.05 ? 3e8 : 0;
  }

  /** One call in two hundred fails by itself. */
  @Test
  void hardlyEverTakesFailuresOfEitherRoundForAFault() {
    Random random = new Random(2);

    assertThat(
            proved(
                "timeout",
                () -> {
                  long before = failures(random);
                  long after = failures(random);
                  return new OfBlock(
                      new Tally(60, before),
                      new Tally(60, after),
                      0,
                      before,
                      after,
                      Map.of(),
                      List.of(),
                      0);
                }))
        .isLessThanOrEqualTo(TRIALS / 20);
  }

  private static long failures(Random random) {
    return random.doubles(60).filter(each -> each < 0.005).count();
  }

  private static int proved(String type, Supplier<OfBlock> block) {
    TreeMap<String, Long> attributes = new TreeMap<>(Map.of("latency", 200L));
    FaultAsked fault =
        new FaultAsked(type, "b-to-c", "downstream", 0.5, attributes, List.of("b->c"));
    int proved = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      List<OfBlock> blocks = Stream.generate(block).limit(4).toList();
      proved += new PairedProof(fault, blocks, BigDecimal.TEN).proof().proved() ? 1 : 0;
    }
    return proved;
  }

  @Test
  void asksOfSomeConnectionsThatMoreCallsFailedThanByThemselves() throws IOException {
    MadeUpExperiment half =
        experiment()
            .fault("timeout", new TreeMap<>(), 0.5)
            .failing(each -> each.round().faulty() && each.number() % 4 == 0);

    assertThat(proof(half).proved()).isTrue();
    assertUnproved(
        experiment()
            .fault("timeout", new TreeMap<>(), 0.5)
            .failing(
                each -> each.round().faulty() && each.round().block() < 3 && each.number() < 4),
        "4 cases failed only in the faulty round of a block, 0 only in the healthy one");
    assertUnproved(
        experiment().fault("timeout", new TreeMap<>(), 0.5).failing(each -> each.round().faulty()),
        "all 240 calls failed in faulty rounds, where some were not to");
  }

  @Test
  void saysOfWhatNothingShowsThatItIsNotProved() throws IOException {
    assertUnproved(
        experiment().fault("slow_close"), "no figure of the traces shows that slow_close acts");
  }

  @Test
  void tellsOfCallsThatGaveUp() throws IOException {
    assertUnproved(
        experiment().latency(5000).failing(each -> each.round().faulty()),
        "no calls on service-b→service-c were measured that can be compared in a block;"
            + " 240 of 240 calls failed in faulty rounds");
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(text);
  }

  private static Proof proof(MadeUpExperiment of) throws IOException {
    return Objects.requireNonNull(of.made().verdict().proof());
  }

  private static void assertUnproved(MadeUpExperiment of, String reason) throws IOException {
    Verdict verdict = of.made().verdict();

    assertThat(verdict.outcome()).isEqualTo(Outcome.INVALID);
    assertThat(Objects.requireNonNull(verdict.proof()).proved()).isFalse();
    assertThat(verdict.proof().reason()).contains(reason);
    assertThat(verdict.reasons()).contains("the fault is not proved: " + verdict.proof().reason());
  }
}

package io.spanline.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.experiments.experiment.plan.RoundOrder;
import io.spanline.experiments.experiment.run.RoundSummary;
import org.junit.jupiter.api.Test;

/** How far a round is from the healthy ones before it. */
class RoundLinesTest {
  private static final int WIDTH = 80;

  private final RoundLines lines = new RoundLines();

  @Test
  void aFaultyRoundSaysHowFarItIsFromTheHealthyOnesSoFar() {
    assertThat(healthy(1, 26.6, 52.0, 13))
        .isEqualTo("  round 1  healthy p50  26.6 ms          p95  52.0 ms           13 failed");
    assertThat(faulty(2, 23.5, 245.7, 37))
        .isEqualTo(
            "  round 2  faulty  p50  23.5 ms (-3)     p95 245.7 ms (+194)    37 failed (+24)");
    healthy(4, 26.2, 40.0, 13);
    healthy(6, 20.6, 44.0, 10);
    assertThat(faulty(8, 26.4, 245.0, 13)).contains(" (=) ", "(+201)").endsWith("13 failed (=)");
  }

  @Test
  void withoutAnAnswerThereIsNoLatencyAndNothingGotFaster() {
    healthy(1, 20, 40, 0);

    assertThat(faulty(2, 0, 0, 150))
        .isEqualTo(
            "  round 2  faulty  p50     - ms          p95     - ms          150 failed (+150)");
    healthy(4, 0, 0, 150);
    assertThat(faulty(5, 30, 50, 0)).contains("(+10)");
  }

  @Test
  void aLineFitsATerminalAlsoIfNobodyAnswersInTime() {
    healthy(1, 1, 2, 0);

    assertThat(faulty(40, 15_000.9, 15_000.9, 150)).hasSizeLessThanOrEqualTo(WIDTH);
  }

  private String healthy(int number, double p50, double p95, long failed) {
    return lines.of(new RoundOrder(number, 1, false), summary(p50, p95, failed));
  }

  private String faulty(int number, double p50, double p95, long failed) {
    return lines.of(new RoundOrder(number, 1, true), summary(p50, p95, failed));
  }

  private static RoundSummary summary(double p50, double p95, long failed) {
    return new RoundSummary((long) (p50 * 1e6), (long) (p95 * 1e6), failed);
  }
}

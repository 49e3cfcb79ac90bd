package io.spanline.cli.view;

import static io.spanline.model.Spans.ms;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.captures.baseline.BaselineTally;
import io.spanline.captures.baseline.Baselines;
import io.spanline.experiments.compare.Detectable;
import io.spanline.experiments.compare.Limits;
import io.spanline.experiments.compare.Side;
import io.spanline.model.Spans;
import io.spanline.terminal.Line;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is printed of the smallest changes that are found. */
class DetectableViewTest {
  @Test
  void wordsComeFirstThenWhatDecides() {
    assertThat(lines(120, false, side(400)))
        .containsExactly(
            "A comparison of A with another run like it finds these changes in 8 of 10 cases: a's"
                + " p95 from 95.0 to 116 ms; a's error",
            "rate from 5.00 to 10.6 %.",
            "",
            "             now  smallest change    to",
            "a: n 400",
            "  p95 ms    95.0            ×1.22   116",
            "  errors %  5.00            +5.58  10.6",
            "",
            "This holds for runs that scatter as this one does; runs that differ by themselves take more.");
  }

  @Test
  void whatTakesMoreSamplesSaysHowMany() {
    assertThat(lines(120, true, side(40)))
        .contains(
            "can find no change of a's p95, which takes 104 samples on each side.",
            "  p50 ms      48.0             ×2.25   108",
            "  p95 ms      96.0  takes 104 a side     -",
            "    errors %  5.00             +22.9  27.9");
  }

  /** Nor above 100 %, nor below 0. */
  @Test
  void aRateThatCannotRiseByThatMuchFalls() {
    assertThat(lines(120, true, side(40, 1)))
        .contains("  errors %     100             -18.9  81.1");
    assertThat(lines(120, true, side(2, 1)))
        .contains("  errors %     100              none      -");
  }

  @Test
  void nothingDecidesOfNothing() {
    assertThat(lines(80, true, side(0)))
        .first()
        .isEqualTo("No figure decides: A has too few requests.");
  }

  @Test
  void aPullRequestHasTheSame() {
    assertThat(new DetectableMarkdown(false).lines(side(400)))
        .containsExactly(
            "A comparison of A with another run like it finds these changes in 8 of 10 cases: a's"
                + " p95 from 95.0 to 116 ms; a's error rate from 5.00 to 10.6 %.",
            "",
            "|  |  | n | now | smallest change | to |",
            "|---|---|---:|---:|---:|---:|",
            "| a | p95 ms | 400 | 95.0 | ×1.22 | 116 |",
            "| a | errors % | 400 | 5.00 | \\+5.58 | 10.6 |",
            "",
            "- This holds for runs that scatter as this one does; runs that differ by themselves take more.");
  }

  private static List<String> lines(int width, boolean all, Detectable detectable) {
    return new DetectableView(width, all).lines(detectable).stream().map(Line::toString).toList();
  }

  private static Detectable side(int requests) {
    return side(requests, 20);
  }

  private static Detectable side(int requests, int oneOfFails) {
    BaselineTally tally = new BaselineTally();
    for (int i = 0; i < requests; i++) {
      // Up and down, so that there is no trend in it.
      Spans span = Spans.entry("a").inTrace("t" + i).named("GET /x").took(ms(1 + i * 37L % 100));
      tally.add((i % oneOfFails == 0 ? span.failed() : span).trace(), Baselines.EVER);
    }
    return Detectable.of("A", Side.of(tally.observations()), Limits.DEFAULT);
  }
}

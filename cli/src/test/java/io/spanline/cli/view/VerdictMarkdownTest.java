package io.spanline.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.experiments.compare.Word;
import io.spanline.experiments.experiment.plan.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is pasted into a pull request. */
class VerdictMarkdownTest {
  @Test
  void theVerdictComesFirstThenWhatDecidesWhoFeltItAndWhatMoved() {
    assertThat(lines(Verdicts.of(Outcome.FAIL, Word.WORSE).predicted(Outcome.FAIL)))
        .containsExactly(
            "**slow\\_b: fail, as predicted.** b→c was slowed by 200 ms."
                + " a's p95 went from 40.0 to 240 ms (238–242).",
            "",
            "What decides:",
            "",
            "|  |  | healthy | faulty | change |  |",
            "|---|---|---:|---:|---:|---|",
            "| a | p95 ms | 40.0 | 240 (240–240) | ×6.00 | worse |",
            "| a | errors % | 8.00 | 8.00 (8.00–8.00) | 0 | same |",
            "",
            "- a reason with a\\|pipe",
            "- the fault is proved, by 400 calls through its target",
            "- target: b-\\>c",
            "- moved, upstream of the target: a, b",
            "- not shown to have moved: c",
            "",
            "What moved:",
            "",
            "|  |  | healthy | faulty | change |  |",
            "|---|---|---:|---:|---:|---|",
            "| b | p95 ms | 40.0 | 240 (240–240) | ×6.00 | worse |",
            "",
            "To compute it again: `./spanline experiment recompute experiment_001`");
  }

  @Test
  void ofAnInvalidRunNoFigureIsShown() {
    assertThat(lines(Verdicts.of(Outcome.INVALID, Word.WORSE)))
        .contains("- the fault is not proved, by 400 calls through its target")
        .noneMatch(line -> line.startsWith("|"))
        .noneMatch(line -> line.contains("upstream"));
  }

  private static List<String> lines(Verdicts of) {
    return VerdictMarkdown.lines(
        "slow_b", of.verdict(), "./spanline experiment recompute experiment_001");
  }
}

package io.spanline.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.cli.view.Verdicts;
import io.spanline.experiments.compare.Word;
import io.spanline.experiments.experiment.file.IndentedJson;
import io.spanline.experiments.experiment.plan.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What an auditor is told of a verdict that was computed again. */
class RecomputedVerdictTest {
  private static final String VERDICT =
      new String(
          IndentedJson.of(Verdicts.of(Outcome.FAIL, Word.WORSE).verdict()), StandardCharsets.UTF_8);

  @Test
  void equalBytesAreTheSame() throws IOException {
    RecomputedVerdict same = against(VERDICT);

    assertThat(same.lines("x", Outcome.FAIL))
        .containsExactly("x: the same verdict, fail, byte by byte");
    assertThat(same.json(Outcome.FAIL))
        .containsEntry("same", true)
        .containsEntry("figures_same", true);
  }

  @Test
  void otherWordsAreShownAndAreNoOtherFigures() throws IOException {
    RecomputedVerdict worded = against(VERDICT.replace("was slowed by", "became slower by"));

    assertThat(worded.areFiguresSame()).isTrue();
    assertThat(worded.json(Outcome.FAIL)).containsEntry("same", false);
    assertThat(worded.lines("x", Outcome.FAIL))
        .containsExactly(
            "x: the same outcome, fail, and figures; verdict.json is worded otherwise",
            "  - b→c became slower by 200 ms.",
            "  + b→c was slowed by 200 ms.");
  }

  @Test
  void anotherFigureIsNamedWhateverTheWords() throws IOException {
    RecomputedVerdict other =
        against(
            VERDICT
                .replace("\"after\" : 240", "\"after\" : 41")
                .replace("\"missing\" : 0", "\"missing\" : 1"));

    assertThat(other.areFiguresSame()).isFalse();
    assertThat(other.lines("x", Outcome.FAIL))
        .containsExactly(
            "x: another verdict, fail; verdict.json has another compared, counts, decides");
  }

  @Test
  void aFieldThatIsNotThereIsNoMatterOfWords() throws IOException {
    assertThat(against(VERDICT.replace("\"proved\" : true,", "")).areFiguresSame()).isFalse();
    assertThat(against("{}").areFiguresSame()).isFalse();
    assertThat(against("[]").areFiguresSame()).isFalse();
  }

  private static RecomputedVerdict against(String stored) throws IOException {
    return RecomputedVerdict.of(
        VERDICT.getBytes(StandardCharsets.UTF_8), stored.getBytes(StandardCharsets.UTF_8));
  }
}

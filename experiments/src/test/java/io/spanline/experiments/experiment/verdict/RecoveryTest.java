package io.spanline.experiments.experiment.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.experiments.experiment.plan.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Experiments after which not all was as before. */
class RecoveryTest {
  @TempDir private Path data;

  private MadeUpExperiment slow() {
    return experiment().latency(200).slower((block, number) -> 200);
  }

  private MadeUpExperiment experiment() {
    return new MadeUpExperiment(data);
  }

  @Test
  void doesNotPassWhatDidNotRecover() throws IOException {
    Verdict calm =
        experiment().latency(5).slower((block, number) -> 5).recovered(null).made().verdict();
    Verdict failed = slow().recovered(null).made().verdict();

    assertThat(calm.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(failed.outcome()).isEqualTo(Outcome.FAIL);
    for (Verdict each : List.of(calm, failed)) {
      assertThat(each.recoverySeconds()).isNull();
      assertThat(each.reasons()).last().isEqualTo("did not recover within 30 s after round 3");
      assertThat(each.sentences())
          .last()
          .isEqualTo("It did not recover within 30 s after round 3.");
    }
  }

  /** A B, B: the healthy round of block 2 could not begin. */
  @Test
  void isInconclusiveIfTheRoundsEndSinceItDidNotRecover() throws IOException {
    String end = "did not recover within 30 s after round 3, so round 4 was not sent";

    Verdict verdict = slow().blocks(2).endedAfter(3).expect(Outcome.FAIL).made().verdict();

    assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(verdict.reasons()).first().isEqualTo(end);
    assertThat(verdict.asPredicted()).isNull();
    assertThat(verdict.recoverySeconds()).isNull();
    assertThat(verdict.sentences()).last().isEqualTo("It " + end + ".");
    assertThat(verdict.counts().planned()).isEqualTo(3L * MadeUpExperiment.CASES);
    assertThat(verdict.compared().get(0).after()).isEqualTo(verdict.compared().get(0).before());
    assertThat(slow().endedAfter(3).made().verdict().reasons())
        .first()
        .isEqualTo("did not recover within 30 s after round 3, so rounds 4 to 8 were not sent");
  }

  @Test
  void saysThatTheRoundsEndedOfAnInvalidRunAsWell() throws IOException {
    Verdict verdict =
        experiment().latency(200).slower((block, number) -> 5).endedAfter(3).made().verdict();

    assertThat(verdict.outcome()).isEqualTo(Outcome.INVALID);
    assertThat(verdict.reasons()).hasSize(2);
    assertThat(verdict.reasons()).last().asString().endsWith("rounds 4 to 8 were not sent");
  }

  @Test
  void aBlockIsWholeUnlessTheRoundsEndedThere() throws IOException {
    MadeUpExperiment cut = slow().endedAfter(3).recovered("1").made();

    assertThatThrownBy(cut::verdict)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("block 2 is not a healthy and a faulty round");
  }
}

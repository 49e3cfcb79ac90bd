package io.spanline.experiments.experiment.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.captures.DamagedFileException;
import io.spanline.captures.replay.ReplayLine;
import io.spanline.experiments.compare.Figure;
import io.spanline.experiments.compare.Word;
import io.spanline.experiments.experiment.file.ExperimentRecord;
import io.spanline.experiments.experiment.file.IndentedJson;
import io.spanline.experiments.experiment.plan.Outcome;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeTest {
  @TempDir private Path data;

  private MadeUpExperiment experiment() {
    return new MadeUpExperiment(data);
  }

  @Test
  void tellsASlowEdge() throws IOException {
    Verdict verdict =
        experiment()
            .latency(200)
            .slower((block, number) -> 202)
            .expect(Outcome.FAIL)
            .recovered("3")
            .made()
            .verdict();

    assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(verdict.asPredicted()).isTrue();
    assertThat(verdict.proof()).isNotNull();
    assertThat(verdict.sentences())
        .containsExactly(
            "service-b→service-c was slowed by 200 ms (measured 202 ms, 201.9–202).",
            "service-a's p95 went from 21.2 to 223 ms (223–224); service-a passed on all of the delay (99.9–100 %); no caller gave up (nothing above 0.3 s was tried).",
            "service-b moved with it; service-c is not shown to have.",
            "3 s after removal all was back.");
    assertThat(verdict.recoverySeconds()).isEqualByComparingTo("3");
    assertThat(verdict.radius())
        .isEqualTo(
            new Verdict.Radius(
                List.of(MadeUpExperiment.B_TO_C),
                List.of("service-a", "service-b"),
                List.of(),
                List.of(),
                List.of(),
                List.of("service-c")));
  }

  /** 240 calls without an error may hide two in a hundred; 960 do not. */
  @Test
  void saysThatNothingMovedOnlyOfWhatIsShownToBeTheSame() throws IOException {
    Verdict verdict = slow().blocks(16).made().verdict();

    assertThat(verdict.radius().unmoved()).containsExactly("service-c");
    assertThat(verdict.radius().unclear()).isEmpty();
    assertThat(verdict.sentences()).contains("service-b moved with it; service-c did not.");
  }

  @Test
  void isInvalidIfNothingGoesThroughTheEdge() throws IOException {
    Verdict verdict = experiment().latency(200).on("service-b->service-d").made().verdict();

    assertThat(verdict.outcome()).isEqualTo(Outcome.INVALID);
    assertThat(verdict.reasons())
        .containsExactly(
            "the fault is not proved: 0 calls went through service-b→service-d, it takes 20");
    assertThat(verdict.sentences())
        .containsExactly("service-b→service-d was to be slowed by 200 ms, which is not proved.");
  }

  /** Two toxics at once are no experiment, whatever came of them. */
  @Test
  void isInvalidIfTheRoundsAreNotWhatWasAsked() throws IOException {
    Verdict verdict =
        slow()
            .recovered("3")
            .expect(Outcome.FAIL)
            .disturbed("b-to-c had another toxic")
            .made()
            .verdict();

    assertThat(verdict.outcome()).isEqualTo(Outcome.INVALID);
    assertThat(verdict.reasons()).containsExactly("b-to-c had another toxic");
    assertThat(verdict.asPredicted()).isNull();
    assertThat(verdict.sentences()).hasSize(1);
  }

  @Test
  void doesNotHoldAPredictionAgainstWhatIsNeitherPassNorFail() throws IOException {
    MadeUpExperiment unproved = experiment().latency(200).on("a->b").expect(Outcome.PASS).made();
    MadeUpExperiment unclear =
        experiment().slower((block, number) -> block == 3 ? 0 : 200).expect(Outcome.PASS).made();

    assertThat(unproved.verdict().asPredicted()).isNull();
    assertThat(unclear.verdict().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(unclear.verdict().asPredicted()).isNull();
  }

  @Test
  void passesIfAFigureMayBeBetterButNotWorse() throws IOException {
    Verdict verdict =
        experiment().slower((block, number) -> block % 2 == 0 ? -8 : -3).made().verdict();

    assertThat(verdict.decides())
        .extracting(each -> each.figure().word())
        .containsExactly(Word.NOT_WORSE, Word.SAME);
    assertThat(verdict.reasons())
        .first()
        .asString()
        .startsWith("service-a's p95 is not worse: from");
    assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
  }

  @Test
  void passesIfNothingIsInjected() throws IOException {
    Verdict verdict = experiment().made().verdict();

    assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
    assertThat(verdict.sentences()).first().isEqualTo("Nothing was injected.");
    assertThat(verdict.radius().unclear()).containsExactly("service-a", "service-b", "service-c");
    assertThat(verdict.sentences())
        .last()
        .isEqualTo("service-a, service-b and service-c are not shown to have moved.");
    assertThat(verdict.proof()).isNull();
  }

  @Test
  void tellsAnEdgeThatIsDown() throws IOException {
    Verdict verdict =
        experiment().fault("down").failing(each -> each.round().faulty()).made().verdict();

    assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(verdict.sentences())
        .containsExactly(
            "service-b→service-c was down (240 of 240 calls failed).",
            "service-a's error rate went from 0 to 50 % (45.5–54.5).",
            "service-b moved with it; service-c got fewer requests, or none.");
    assertThat(verdict.radius().starved()).containsExactly("service-c");
  }

  @Test
  void passesWithADelayThatDoesNotMatter() throws IOException {
    Verdict verdict =
        experiment().latency(5).slower((block, number) -> 5).expect(Outcome.FAIL).made().verdict();

    assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
    assertThat(verdict.asPredicted()).isFalse();
  }

  @Test
  void doesNotDecideByWhatOneBlockDoesNotShow() throws IOException {
    Verdict verdict =
        experiment().blocks(8).slower((block, number) -> block == 3 ? 0 : 200).made().verdict();

    Verdict ofFour = experiment().slower((block, number) -> block == 3 ? 0 : 200).made().verdict();

    assertThat(ofFour.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(verdict.decides().get(0).blocksAgree()).isFalse();
    assertThat(verdict.decides().get(0).figure().word()).isEqualTo(Word.UNCLEAR);
    assertThat(verdict.reasons())
        .first()
        .asString()
        .endsWith("but not in every block by half of that");
  }

  @Test
  void isInvalidIfTracesAreMissing() throws IOException {
    Verdict verdict = experiment().missing(each -> each.number() < 2).made().verdict();

    assertThat(verdict.outcome()).isEqualTo(Outcome.INVALID);
    assertThat(verdict.counts().missing()).isEqualTo(16);
    assertThat(verdict.reasons())
        .containsExactly(
            "of 480 requests of healthy rounds 0 were not sent, 0 were late, 8 have no trace: more than 1 %",
            "of 480 requests of faulty rounds 0 were not sent, 0 were late, 8 have no trace: more than 1 %");
  }

  @Test
  void isTheSameWhateverTheOrderOfTheRequests() throws IOException {
    MadeUpExperiment slow =
        experiment().latency(200).slower((block, number) -> 200).recovered("3").made();
    Path capture = slow.capture();
    List<ReplayLine> shuffled = new ArrayList<>(slow.requests());
    Collections.shuffle(shuffled, new Random(1));

    byte[] bytes = IndentedJson.of(Judge.of(slow.record(), slow.requests(), capture));

    assertThat(IndentedJson.of(Judge.of(slow.record(), shuffled, capture))).isEqualTo(bytes);
  }

  @Test
  void knowsATracesRoundByItsIdAndNotByItsTime() throws IOException {
    byte[] plain = IndentedJson.of(slow().made().verdict());

    assertThat(IndentedJson.of(slow().clockBackwards().made().verdict())).isEqualTo(plain);
  }

  private MadeUpExperiment slow() {
    return experiment().latency(200).slower((block, number) -> 200);
  }

  @Test
  void measuresTheResponseTimeOfTheSameCases() throws IOException {
    Verdict verdict = experiment().slower((block, number) -> 3).made().verdict();

    assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
    assertThat(verdict.decides())
        .extracting(each -> each.figure().name())
        .containsExactly("p95_ms", "error_rate");
    Figure figure = verdict.responseTimes().get(0).figure();
    assertThat(figure.name()).isEqualTo("response_time_ms");
    // Half of the cases are slower by 3 ms of 20.
    assertThat(figure.change()).isBetween(new BigDecimal("1.05"), new BigDecimal("1.10"));
    assertThat(figure.changeLow()).isGreaterThan(BigDecimal.ONE);
  }

  @Test
  void tellsWhatWasWaitedBeforeTheService() throws IOException {
    Verdict waited = experiment().waiting(Duration.ofMillis(40)).made().verdict();

    assertThat(waited.reasons()).last().isEqualTo("40 ms were waited before service-a");
    assertThat(experiment().made().verdict().reasons()).hasSize(2);
    assertThat(slow().waiting(Duration.ofMillis(15)).made().verdict().reasons()).hasSize(2);
    assertThat(slow().waiting(Duration.ofMillis(30)).made().verdict().reasons()).hasSize(3);
  }

  /** The service's p95 is that of all requests, of which nearly half fail at once. */
  @Test
  void tellsOfNoWaitIfManyRequestsFailed() throws IOException {
    Verdict verdict = slow().failing(each -> each.number() % 20 != 0).made().verdict();

    assertThat(verdict.reasons()).isNotEmpty().noneMatch(reason -> reason.contains("waited"));
  }

  @Test
  void doesNotBlameTheFaultForAnOutageInOneRound() throws IOException {
    Verdict verdict =
        experiment()
            .failing(each -> each.round().faulty() && each.round().block() == 2)
            .made()
            .verdict();

    assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(verdict.decides())
        .filteredOn(each -> each.figure().isRate())
        .singleElement()
        .satisfies(each -> assertThat(each.figure().word()).isEqualTo(Word.UNCLEAR));
  }

  @Test
  void isInvalidIfRequestsWereNotSent() throws IOException {
    Verdict verdict = experiment().dropped(each -> each.number() < 2).made().verdict();

    assertThat(verdict.outcome()).isEqualTo(Outcome.INVALID);
    assertThat(verdict.counts())
        .isEqualTo(new Verdict.Counts(8L * MadeUpExperiment.CASES, 944, 0, 16, 0));
    assertThat(experiment().dropped(each -> each.number() < 1).made().verdict().outcome())
        .isEqualTo(Outcome.PASS);
  }

  @Test
  void refusesFilesThatDoNotFitTogether() throws IOException {
    MadeUpExperiment calm = experiment().made();
    Path capture = calm.capture();
    List<ReplayLine> twice = new ArrayList<>(calm.requests());
    twice.add(twice.get(0));
    ExperimentRecord shorter = experiment().blocks(3).made().record();

    assertThatThrownBy(() -> Judge.of(calm.record(), twice, capture))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two requests became trace");
    assertThatThrownBy(() -> Judge.of(shorter, calm.requests(), capture))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("round 7");
    List<String> lines = Files.readAllLines(capture);
    Files.writeString(capture, String.join("\n", lines.subList(0, 900)) + "\n");
    assertThatThrownBy(() -> Judge.of(calm.record(), calm.requests(), capture))
        .isInstanceOf(DamagedFileException.class);
  }
}

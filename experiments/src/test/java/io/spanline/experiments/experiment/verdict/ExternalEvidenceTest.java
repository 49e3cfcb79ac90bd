package io.spanline.experiments.experiment.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.experiments.compare.Word;
import io.spanline.experiments.experiment.plan.Outcome;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.TraceId;
import io.spanline.model.Traces;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verdicts on requests that others sent: 120 a round, within 2.4 s. */
class ExternalEvidenceTest {
  private static final String UNPAIRED =
      "Traffic was not Spanline's: rounds are told apart by time, and requests are not paired.";
  // Round n begins after 10 n s; what counts begins within 5 s and is over after 7.
  private static final Duration ROUND_2 = Duration.ofSeconds(20);

  @TempDir private Path data;

  private MadeUpExperiment experiment() {
    return new MadeUpExperiment(data).external();
  }

  private MadeUpExperiment slow() {
    return experiment().latency(200).slower((block, number) -> 202);
  }

  @Test
  void tellsASlowEdgeByTheRoundsThatTracesBeganIn() throws IOException {
    Verdict verdict = slow().expect(Outcome.FAIL).made().verdict();

    assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(verdict.asPredicted()).isTrue();
    assertThat(verdict.sentences())
        .containsExactly(
            "service-b→service-c was slowed by 200 ms (measured 202 ms, 201.9–202).",
            "service-a's p95 went from 20.2 to 222 ms (222–223); no caller gave up (nothing above 0.3 s was tried).",
            "service-b moved with it; service-c is not shown to have.",
            UNPAIRED);
    assertThat(verdict.counts()).isNull();
    assertThat(verdict.traces()).isEqualTo(new Verdict.TraceCounts(960, 0));
    assertThat(verdict.responseTimes()).isEmpty();
    assertThat(verdict.recoverySeconds()).isNull();
  }

  /** Of the 60 calls in a round one in six; with the fault none more. */
  @Test
  void whatFailsByItselfIsNotSaidToHaveBeenGivenUp() throws IOException {
    Verdict verdict = slow().failing(request -> request.number() % 12 == 0).made().verdict();

    assertThat(verdict.sentences().get(1))
        .endsWith("; 40 of its calls failed or were given up, 40 in healthy rounds.");
  }

  @Test
  void passesIfNothingIsDone() throws IOException {
    Verdict verdict = experiment().expect(Outcome.PASS).made().verdict();

    assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
    assertThat(verdict.decides())
        .extracting(each -> each.figure().name() + " " + each.figure().word())
        .containsExactly("p95_ms SAME", "error_rate SAME");
    assertThat(verdict.sentences()).startsWith("Nothing was injected.").endsWith(UNPAIRED);
  }

  @Test
  void whatBeganBetweenRoundsDoesNotCount() throws IOException {
    List<Trace> between =
        IntStream.range(0, 50).mapToObj(i -> trace(i, ROUND_2.plusSeconds(6), 500)).toList();

    Verdict verdict = slow().also(between).made().verdict();

    assertThat(verdict.traces()).isEqualTo(new Verdict.TraceCounts(960, 0));
    assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
  }

  /** It saw both, and is the slowest: what is left looks better than it was. */
  @Test
  void whatWasUnderWayWhenTheFaultWasChangedMakesNoPass() throws IOException {
    List<Trace> long1 = IntStream.range(0, 4).mapToObj(i -> trace(i, ROUND_2, 8_000)).toList();
    List<Trace> long2 = IntStream.range(0, 5).mapToObj(i -> trace(i, ROUND_2, 8_000)).toList();

    Verdict few = experiment().also(long1).made().verdict();
    Verdict many = experiment().also(long2).made().verdict();

    assertThat(few.traces()).isEqualTo(new Verdict.TraceCounts(960, 4));
    assertThat(few.outcome()).isEqualTo(Outcome.PASS);
    assertThat(many.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(many.reasons())
        .contains(
            "5 of 485 traces that began in faulty rounds were not over when the fault was changed, and do"
                + " not count: more than 1 %, and the slowest ones; take longer rounds");
  }

  /** As one whose root was lost, or a probe of service-b. */
  @Test
  void aStrayTraceMakesNoServiceOneThatDecides() throws IOException {
    Trace stray =
        Traces.complete(
            List.of(
                Spans.entry("service-b")
                    .withId("b")
                    .inTrace(new TraceId(9, 9))
                    .startingAfter(ROUND_2)
                    .took(Duration.ofMillis(5))
                    .span()));

    Verdict verdict = experiment().also(List.of(stray)).made().verdict();

    assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
    assertThat(verdict.decides()).extracting(Verdict.Decisive::service).containsOnly("service-a");
  }

  @Test
  void isInvalidIfARoundHasTooFewRequests() throws IOException {
    Verdict verdict =
        slow().missing(each -> each.round().number() == 5 && each.number() >= 19).made().verdict();

    assertThat(verdict.outcome()).isEqualTo(Outcome.INVALID);
    assertThat(verdict.reasons())
        .containsExactly("round 5 had 19 requests, it takes 20: send more, or take longer rounds");
    assertThat(verdict.sentences()).hasSize(2).endsWith(UNPAIRED);
  }

  @Test
  void aDelayThatIsNotThereIsNotProved() throws IOException {
    Verdict verdict = experiment().latency(200).made().verdict();

    assertThat(verdict.outcome()).isEqualTo(Outcome.INVALID);
    assertThat(verdict.reasons().get(0))
        .startsWith("the fault is not proved: in block 1 calls took ")
        .endsWith(" ms more, less than half of the 200 ms asked for");
  }

  @Test
  void provesThatAnEdgeIsDown() throws IOException {
    Verdict verdict =
        experiment().fault("down").failing(each -> each.round().faulty()).made().verdict();

    assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(verdict.sentences())
        .startsWith("service-b→service-c was down (240 of 240 calls failed).");
    assertThat(verdict.decides().get(1).figure().word()).isEqualTo(Word.WORSE);
  }

  @Test
  void provesThatSomeConnectionsFail() throws IOException {
    TreeMap<String, Long> none = new TreeMap<>();
    Verdict some =
        experiment()
            .fault("reset_peer", none, 0.5)
            .failing(each -> each.round().faulty() && each.number() % 4 == 0)
            .made()
            .verdict();
    Verdict chance =
        experiment()
            .fault("reset_peer", none, 0.5)
            .failing(each -> each.round().number() == 2 && each.number() < 6)
            .made()
            .verdict();

    assertThat(some.proof()).isNotNull().matches(Verdict.Proof::proved);
    assertThat(chance.reasons())
        .contains(
            "the fault is not proved: 3 of 240 calls failed in faulty rounds, 0 of 240 in healthy"
                + " ones, which may be chance");
  }

  @Test
  void provesThatSomeConnectionsAreSlow() throws IOException {
    Verdict some =
        experiment()
            .latency(200, 0.5)
            .slower((block, number) -> number % 4 == 0 ? 200 : 0)
            .made()
            .verdict();
    Verdict all = experiment().latency(200, 0.5).slower((block, number) -> 200).made().verdict();

    assertThat(some.sentences())
        .startsWith("service-b→service-c was slowed by 200 ms (120 of 240 calls were slower).");
    assertThat(all.proof()).isNotNull().matches(proof -> !proof.proved());
  }

  private static Trace trace(int number, Duration start, long millis) {
    return Traces.complete(
        List.of(
            Spans.entry("service-a")
                .inTrace(new TraceId(3, number + 1))
                .startingAfter(start.plusMillis(number))
                .took(Duration.ofMillis(millis))
                .span()));
  }
}

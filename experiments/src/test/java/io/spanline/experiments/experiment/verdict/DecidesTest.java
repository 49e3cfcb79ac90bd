package io.spanline.experiments.experiment.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.experiments.compare.Criterion;
import io.spanline.experiments.compare.Criterion.Quantity;
import io.spanline.experiments.compare.Limits;
import io.spanline.experiments.compare.Word;
import io.spanline.experiments.experiment.plan.Outcome;
import io.spanline.experiments.experiment.verdict.Verdict.Decisive;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures that a file says decide. */
class DecidesTest {
  private static final double MILLI = 1e6;

  @TempDir private Path data;

  @Test
  void aServiceBelowTheRootDecidesByItsTraces() throws IOException {
    Verdict verdict =
        slow(of("service-b", Quantity.P50, null), of("service-c", Quantity.P95, null));

    assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(verdict.decides())
        .extracting(Decisive::service)
        .containsExactly("service-b", "service-c");
    assertThat(verdict.reasons()).hasSize(2);
  }

  private Verdict slow(Criterion... decides) throws IOException {
    return new MadeUpExperiment(data)
        .latency(200)
        .slower((block, number) -> 200)
        .decides(decides)
        .made()
        .verdict();
  }

  private static Criterion of(String service, Quantity quantity, @Nullable Double most) {
    return new Criterion(service, null, quantity, Limits.DEFAULT, most);
  }

  @Test
  void whatIsWithinItsBarPassesHoweverMuchItGrew() throws IOException {
    Verdict within = slow(of("service-b", Quantity.P95, 300 * MILLI));
    Verdict above = slow(of("service-b", Quantity.P95, 150 * MILLI));

    assertThat(within.outcome()).isEqualTo(Outcome.PASS);
    assertThat(within.reasons())
        .singleElement()
        .asString()
        .startsWith("service-b's p95 is within 300 ms: from ");
    assertThat(above.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(above.reasons())
        .singleElement()
        .asString()
        .startsWith("service-b's p95 is above 150 ms: from ");
    assertThat(above.sentences().get(1)).startsWith("service-b's p95 went from ");
  }

  /** What fails has no time: the rest is as fast as before. */
  @Test
  void aLatencyPassesOnlyIfNoMoreRequestsFail() throws IOException {
    Verdict verdict =
        new MadeUpExperiment(data)
            .fault("down")
            .failing(each -> each.round().faulty())
            .decides(of("service-a", Quantity.P95, 300 * MILLI))
            .made()
            .verdict();

    assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(verdict.reasons())
        .containsExactly(
            "service-a's p95 is not clear: the error rate went from 0 to 50 %, and what fails does"
                + " not take its time");
  }

  /** The fault did not do that. */
  @Test
  void whatWasAboveItsBarBeforeIsNotTheFaults() throws IOException {
    Verdict verdict = slow(of("service-a", Quantity.P95, 15 * MILLI));

    assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(verdict.reasons())
        .singleElement()
        .asString()
        .startsWith("service-a's p95 was above 15 ms in healthy rounds as well: from ");
  }

  @Test
  void everyFaultyRoundHasToBeAboveTheBar() throws IOException {
    Verdict verdict =
        new MadeUpExperiment(data)
            .blocks(8)
            .slower((block, number) -> block == 3 ? 0 : 200)
            .decides(of("service-a", Quantity.P95, 150 * MILLI))
            .made()
            .verdict();

    assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
  }

  @Test
  void anErrorRateHasItsBar() throws IOException {
    MadeUpExperiment failing =
        new MadeUpExperiment(data)
            .failing(each -> each.round().faulty() && each.number() % 10 == 0)
            .decides(
                of("service-a", Quantity.ERROR_RATE, 0.2),
                of("service-b", Quantity.ERROR_RATE, 0.2))
            .made();
    MadeUpExperiment tooMuch =
        new MadeUpExperiment(data)
            .failing(each -> each.round().faulty() && each.number() % 10 == 0)
            .decides(of("service-a", Quantity.ERROR_RATE, 0.02))
            .made();

    assertThat(failing.verdict().outcome()).isEqualTo(Outcome.PASS);
    assertThat(tooMuch.verdict().outcome()).isEqualTo(Outcome.FAIL);
    assertThat(tooMuch.verdict().reasons())
        .singleElement()
        .asString()
        .startsWith("service-a's error rate is above 2 %: from 0 to 10 %");
  }

  @Test
  void eachFigureHasItsOwnLimits() throws IOException {
    Limits wide = new Limits(1.2, Duration.ofMillis(300), 0.02);

    assertThat(slow(Criterion.ofRoots(Quantity.P95, wide)).outcome()).isEqualTo(Outcome.PASS);
    assertThat(slow(Criterion.ofRoots(Quantity.P95, Limits.DEFAULT)).outcome())
        .isEqualTo(Outcome.FAIL);
  }

  /** Those of half of the cases, which do not call service-c. */
  @Test
  void anOperationDecidesByItself() throws IOException {
    Verdict list =
        slow(new Criterion("service-a", "GET /list", Quantity.P95, Limits.DEFAULT, null));
    Verdict order =
        slow(new Criterion("service-a", "GET /order", Quantity.P95, Limits.DEFAULT, null));

    assertThat(list.outcome()).isEqualTo(Outcome.PASS);
    assertThat(list.reasons())
        .singleElement()
        .asString()
        .startsWith("the p95 of service-a's GET /list is the same");
    assertThat(order.outcome()).isEqualTo(Outcome.FAIL);
  }

  @Test
  void whatNobodyMeasuredIsNoPass() throws IOException {
    Verdict verdict = slow(of("service-x", Quantity.P95, null));

    assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(verdict.decides())
        .extracting(each -> each.figure().word())
        .containsExactly(Word.TOO_LITTLE_DATA);
    assertThat(verdict.reasons())
        .containsExactly("service-x's p95 is not clear: no block has it in both rounds");
  }

  @Test
  void tellsHowMuchOfTheDelayIsPassedOn() throws IOException {
    Verdict all = slow(Criterion.ofRoots(Quantity.P95, Limits.DEFAULT));
    Verdict half =
        new MadeUpExperiment(data)
            .latency(200)
            .slower((block, number) -> 200)
            .with(MadeUpTrace.Option.IN_PARALLEL)
            .made()
            .verdict();

    assertThat(all.passedOn())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.cases()).isEqualTo(240);
              assertThat(each.share()).isBetween(new BigDecimal("0.99"), new BigDecimal("1.01"));
              assertThat(each.low()).isLessThan(each.share());
              assertThat(each.high()).isGreaterThan(each.share());
            });
    assertThat(half.passedOn())
        .singleElement()
        .satisfies(
            each ->
                assertThat(each.share()).isBetween(new BigDecimal("0.48"), new BigDecimal("0.52")));
    assertThat(all.proof().failed()).isZero();
    assertThat(all.proof().longestMs()).isBetween(new BigDecimal("200"), new BigDecimal("210"));
    assertThat(half.sentences().get(1)).contains("; service-a passed on ", " % of the delay (4");
  }
}

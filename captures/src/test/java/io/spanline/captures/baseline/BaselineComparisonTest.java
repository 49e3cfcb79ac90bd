package io.spanline.captures.baseline;

import static io.spanline.model.Spans.ms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.spanline.captures.baseline.BaselineComparison.Figure;
import io.spanline.captures.baseline.BaselineComparison.Kind;
import io.spanline.captures.baseline.BaselineComparison.Subject;
import io.spanline.captures.baseline.BaselineComparison.Word;
import io.spanline.model.Spans;
import io.spanline.model.Traces;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BaselineComparisonTest {
  @Test
  void aBaselineIsTheSameAsItself() {
    Baseline baseline = Baselines.lognormal(500, 1);

    BaselineComparison comparison = BaselineComparison.of(baseline, baseline);

    assertThat(comparison.changed()).isFalse();
    assertThat(words(comparison)).containsOnly(Word.SAME);
  }

  @Test
  void trafficOfOneKindIsHardlyEverCalledChanged() {
    int changed = 0;
    for (int i = 0; i < 200; i++) {
      changed +=
          BaselineComparison.of(Baselines.lognormal(300, i), Baselines.lognormal(300, 1_000 + i))
                  .changed()
              ? 1
              : 0;
    }

    // Six figures of two subjects, which are the same ones: three chances of 0.6 % each.
    assertThat(changed).isLessThan(12);
  }

  @Test
  void latenciesThatDoubleHaveChangedButTheErrorsHaveNot() {
    BaselineComparison comparison = BaselineComparison.of(times(1, 400), times(2, 400));

    Subject service = comparison.subjects().get(0);
    assertThat(service.kind()).isEqualTo(Kind.SERVICE);
    assertThat(service.figures())
        .extracting(Figure::name, Figure::word)
        .containsExactly(
            tuple("error_rate", Word.SAME),
            tuple("p50_ms", Word.CHANGED),
            tuple("p95_ms", Word.CHANGED));
    assertThat(service.figures().get(1).ratio()).isEqualByComparingTo(new BigDecimal("2"));
    assertThat(comparison.changed()).isTrue();
  }

  @Test
  void saysWhereThereIsTooLittleData() {
    BaselineComparison comparison = BaselineComparison.of(times(1, 10), times(2, 10));

    assertThat(comparison.subjects().get(0).figures())
        .extracting(Figure::word)
        .containsExactly(Word.TOO_LITTLE_DATA, Word.UNCLEAR, Word.TOO_LITTLE_DATA);
  }

  @Test
  void aServiceThatIsInOneOnlyIsAChange() {
    BaselineTally tally = new BaselineTally();
    tally.add(Baselines.request("b", 1, ms(1)), Baselines.EVER);

    BaselineComparison comparison =
        BaselineComparison.of(Baselines.of(new BaselineTally()), Baselines.of(tally));

    assertThat(comparison.changed()).isTrue();
    assertThat(comparison.subjects())
        .containsExactly(
            new Subject(Kind.SERVICE, "b", null, 1L, List.of()),
            new Subject(Kind.OPERATION, "GET /x", null, 1L, List.of()));
  }

  @Test
  void latenciesThatAreGoneAreAChange() {
    BaselineTally endless = new BaselineTally();
    for (int i = 0; i < 200; i++) {
      endless.add(
          Spans.entry("a").named("GET /x").inTrace("t" + i).edited(Baselines::endless).trace(),
          Baselines.EVER);
    }

    BaselineComparison comparison = BaselineComparison.of(times(1, 200), Baselines.of(endless));

    assertThat(comparison.changed()).isTrue();
    assertThat(comparison.subjects().get(0).figures().subList(1, 3))
        .extracting(Figure::name, Figure::after, Figure::word)
        .containsExactly(
            tuple("p50_ms", null, Word.TOO_LITTLE_DATA),
            tuple("p95_ms", null, Word.TOO_LITTLE_DATA));
  }

  @Test
  void edgesAreComparedAtBothEndsAndBetween() {
    BaselineTally tally = new BaselineTally();
    tally.add(Traces.aCallsBCallsC(), Baselines.EVER);
    Baseline baseline = Baselines.of(tally);

    List<Subject> subjects = BaselineComparison.of(baseline, baseline).subjects();

    Subject edge = subjects.get(subjects.size() - 1);
    assertThat(edge.name()).isEqualTo("service-b->service-c");
    assertThat(edge.figures())
        .extracting(Figure::name)
        .containsExactly(
            "error_rate",
            "client_p50_ms",
            "client_p95_ms",
            "server_p50_ms",
            "server_p95_ms",
            "gap_p50_ms",
            "gap_p95_ms");
  }

  private static Baseline times(int factor, int requests) {
    BaselineTally tally = new BaselineTally();
    Random random = new Random(5);
    for (int i = 0; i < requests; i++) {
      Duration duration = Baselines.lognormal(random).multipliedBy(factor);
      tally.add(Baselines.request("a", i, duration), Baselines.EVER);
    }
    return Baselines.of(tally);
  }

  private static List<Word> words(BaselineComparison comparison) {
    return comparison.subjects().stream()
        .flatMap(subject -> subject.figures().stream())
        .map(Figure::word)
        .toList();
  }
}

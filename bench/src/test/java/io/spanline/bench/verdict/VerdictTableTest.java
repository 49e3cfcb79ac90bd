package io.spanline.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.bench.verdict.VerdictResult.EqualRow;
import io.spanline.bench.verdict.VerdictResult.FoundOfPairs;
import io.spanline.bench.verdict.VerdictResult.PairRow;
import io.spanline.terminal.Line;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTableTest {
  private static final List<PairRow> PAIRS =
      List.of(
          new PairRow(
              Shape.CORRELATED,
              300,
              List.of(new FoundOfPairs(1.2, 0.25), new FoundOfPairs(1.5, 1))));

  @Test
  void hasALineForEachKindOfSidesAndAColumnForEachNumberOfSamples() {
    List<String> lines =
        lines(
            new EqualRow("errors", true, 30, 30, 0.02),
            new EqualRow("errors", true, 1_000, 100, 0.0125),
            new EqualRow("pairs", true, 30, 30, 0));

    assertThat(lines)
        .containsSequence(
            "compare     30   1000 / 100",
            "errors    2.00         1.25",
            "pairs     0.00             ");
    assertThat(lines).contains("AR(1) 0.6        300   25 / 100");
    assertThat(lines).last().asString().startsWith("met");
  }

  @Test
  void saysWhichJudgedSidesMissThePromise() {
    List<String> lines =
        lines(
            new EqualRow("errors", true, 1_000, 100, 0.021),
            new EqualRow("shown", false, 30, 30, 0.5));

    assertThat(lines)
        .last()
        .isEqualTo("missed errors, n 1000 / 100: 2.10 % of reports, promised are at most 2 %");
    assertThat(lines).filteredOn(line -> line.startsWith("missed")).hasSize(1);
  }

  private static List<String> lines(EqualRow... rows) {
    VerdictResult result = new VerdictResult(1, 2_000, 500, List.of(), List.of(rows), PAIRS);
    return VerdictTable.of(result).stream().map(Line::toString).toList();
  }
}

package io.spanline.cli.view;

import static io.spanline.model.Spans.ms;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.captures.baseline.BaselineTally;
import io.spanline.captures.baseline.Baselines;
import io.spanline.experiments.compare.Comparison;
import io.spanline.experiments.compare.Limits;
import io.spanline.experiments.compare.Side;
import io.spanline.model.Spans;
import io.spanline.terminal.Line;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed of a comparison, in each form. */
class ComparisonViewTest {
  private static final String HOSTILE = "GET /<b>|x|\u001b[2J&\"";

  @Test
  void wordsComeFirstThenWhatMoved() {
    assertThat(lines(80, false, compared(3, "GET /x")))
        .containsExactly(
            "a's p50 went from 50 to 150 ms (135–168). Nothing else moved.",
            "",
            "               A              B  change",
            "a: n 400 and 400",
            "  p50 ms    50.0  150 (135–168)   ×3.00  worse",
            "  p95 ms    95.0  285 (279–294)   ×3.00  worse",
            "  GET /x: n 400 and 400",
            "    p50 ms  50.0  150 (135–168)   ×3.00  worse",
            "    p95 ms  95.0  285 (279–294)   ×3.00  worse",
            "",
            "figures: 4 worse, 2 same; --all lists them",
            "smallest change of a that it finds in 8 of 10 cases: ×1.22 of p95, 2.56 points",
            "of errors");
  }

  @Test
  void allListsTheRestAndHowManySamplesItTakes() {
    assertThat(lines(120, true, compared(1, "GET /x")))
        .startsWith("Nothing is shown to have moved.")
        .anyMatch(line -> line.matches("  errors % .* same|  errors % .* unclear"))
        .anyMatch(line -> line.contains("smallest change of a that it finds in 8 of 10 cases: ×"));
  }

  @Test
  void whatIsOnOneSideOnlyIsSaidSo() {
    assertThat(lines(80, false, compared(1, "GET /y")))
        .contains("  GET /x: gone, n 400", "  GET /y: new, n 400");
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 100, 120})
  void noLineIsWiderThanTheTerminal(int width) {
    String operation = "POST /orders/{id}/payments/{payment}/confirm";

    assertThat(lines(width, true, compared(3, operation)))
        .allMatch(line -> line.length() <= width, "at most " + width);
  }

  @Test
  void namesReachNoFormatAsItsMarks() {
    Comparison comparison = compared(3, HOSTILE);

    assertThat(new ComparisonMarkdown(true).lines("A", "B", comparison))
        .anyMatch(line -> line.contains("\\<b\\>\\|x\\|"));
    assertThat(JunitXml.of("A", "B", comparison))
        .anyMatch(line -> line.contains("GET /&lt;b&gt;|x|_[2J&amp;&quot;"));
    assertThat(lines(80, true, comparison).toString()).doesNotContain("\u001b");
  }

  @Test
  void whatIsWorseIsAFailedTest() {
    List<String> xml = JunitXml.of("A", "B", compared(3, "GET /x"));

    assertThat(xml.get(1)).startsWith("<testsuite name=\"A and B\" tests=\"6\" failures=\"4\"");
    assertThat(xml)
        .anyMatch(
            line ->
                line.startsWith(
                    "  <testcase classname=\"a\" name=\"p50 ms\"><failure message=\"worse: from"
                        + " 50.0 to 150"));
  }

  private static List<String> lines(int width, boolean all, Comparison comparison) {
    return new ComparisonView(width, all).lines(comparison).stream().map(Line::toString).toList();
  }

  private static Comparison compared(int factor, String operation) {
    return Comparison.of(side(1, "GET /x"), side(factor, operation), Limits.DEFAULT);
  }

  private static Side side(int factor, String operation) {
    BaselineTally tally = new BaselineTally();
    for (int i = 0; i < 400; i++) {
      // Up and down, so that there is no trend in it.
      Spans span =
          Spans.entry("a").inTrace("t" + i).named(operation).took(ms(factor * (1 + i * 37L % 100)));
      tally.add((i == 50 ? span.failed() : span).trace(), Baselines.EVER);
    }
    return Side.of(tally.observations());
  }
}

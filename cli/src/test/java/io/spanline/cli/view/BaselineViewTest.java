package io.spanline.cli.view;

import static io.spanline.model.Spans.ms;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.captures.baseline.Baseline;
import io.spanline.captures.baseline.BaselineTally;
import io.spanline.captures.baseline.Baselines;
import io.spanline.model.Spans;
import io.spanline.terminal.Line;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineViewTest {
  private static final String LONG = "POST /orders/{id}/payments/{payment}/confirm";

  @Test
  void aNarrowTableHasTheIntervalsBelow() {
    assertThat(new BaselineView(60).lines(baseline(1, "GET /x")))
        .extracting(Line::coloured)
        .containsExactly(
            "\u001b[1mnormal\u001b[0m of 2026-11-22T10:16:30Z",
            "  capture_001.json: 2 traces from 2026-11-22T10:15:00Z to",
            "  2026-11-22T10:16:00Z",
            "",
            "\u001b[1m            n    errors %     p50 ms    p95 ms  p99 ms\u001b[0m",
            "a         100        1.00       50.0      95.0    99.0",
            "\u001b[2m               0.177–5.45  40.0–61.0  90.0–100  97.0–?\u001b[0m",
            "  GET /x  100        1.00       50.0      95.0    99.0",
            "\u001b[2m               0.177–5.45  40.0–61.0  90.0–100  97.0–?\u001b[0m");
  }

  @Test
  void warningsComeFirst() {
    BaselineTally tally = new BaselineTally();
    for (int i = 0; i < 300; i++) {
      tally.add(
          Spans.entry("a").inTrace("t" + i).named("GET /x").took(ms(i < 60 ? 9 : 3)).trace(),
          Baselines.EVER);
    }

    List<Line> lines = new BaselineView(80).lines(Baselines.of(tally));

    assertThat(lines.get(2).coloured())
        .isEqualTo(
            "\u001b[33mwarning\u001b[0m a GET /x: median of the first 20 % 9 ms, of the rest 3 ms: warm-up");
  }

  @Test
  void saysOfHowManyTheLatenciesAreAndWhatIsOddAboutAnEdge() {
    List<Line> lines = new BaselineView(120).lines(Baselines.golden());

    assertThat(lines)
        .extracting(Line::toString)
        .contains(
            "service-a->behind, clocks differ by 30005 ms in 1",
            "service-a->gone, 1 unanswered, not instrumented")
        .anyMatch(line -> line.matches("endless +0 of 1 +.*- +- +-"));
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 100, 120, 160})
  void noRowIsWiderThanTheTerminal(int width) {
    Baseline baseline = baseline(1, LONG);

    assertThat(new BaselineView(width).lines(baseline))
        .allMatch(line -> line.length() <= width, "at most " + width);
  }

  @Test
  void hostileNamesReachNoTerminal() {
    List<Line> lines = new BaselineView(80).lines(baseline(1, "\u001b[2J@|red x|@\n"));

    assertThat(lines.toString()).doesNotContain("\u001b", "\n").contains("[2J@|red x|@");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0", "0.000001, 0.000001", "0.00123456, 0.00123", "0.5, 0.500", "4.5649, 4.56",
    "20.0, 20.0", "99.96, 100.0", "298.5, 298", "12345.6, 12346", "-3.21, -3.21"
  })
  void figuresHaveThreeDigits(BigDecimal number, String text) {
    assertThat(Cells.figure(number)).isEqualTo(text);
  }

  private static Baseline baseline(int factor, String operation) {
    BaselineTally tally = new BaselineTally();
    for (int i = 1; i <= 100; i++) {
      // Up and down, so that there is no trend in it.
      Spans span =
          Spans.entry("a").inTrace("t" + i).named(operation).took(ms(factor * (i * 37L % 101)));
      tally.add((i == 50 ? span.failed() : span).trace(), Baselines.EVER);
    }
    return Baselines.of(tally);
  }
}

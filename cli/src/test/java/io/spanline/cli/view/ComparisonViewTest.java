package io.spanline.cli.view;

import static io.spanline.model.Spans.ms;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.captures.baseline.BaselineTally;
import io.spanline.captures.baseline.Baselines;
import io.spanline.experiments.compare.Comparison;
import io.spanline.experiments.compare.ComparisonFile;
import io.spanline.experiments.compare.FailOn;
import io.spanline.experiments.compare.Limits;
import io.spanline.experiments.compare.Side;
import io.spanline.experiments.compare.Subject;
import io.spanline.model.Spans;
import io.spanline.terminal.Line;
import java.util.ArrayList;
import java.util.Collections;
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
            "smallest change of a that it finds in 8 of 10 cases: p95 ×1.22; error rate 2.56",
            "points");
  }

  @Test
  void allListsTheRestAndHowManySamplesItTakes() {
    assertThat(lines(120, true, compared(1, "GET /x")))
        .startsWith("Nothing is shown to have moved.")
        .anyMatch(line -> line.matches("  errors % .* same|  errors % .* unclear"))
        .anyMatch(
            line -> line.contains("smallest change of a that it finds in 8 of 10 cases: p95 ×"));
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

    assertThat(markdown(true, comparison)).anyMatch(line -> line.contains("\\<b\\>\\|x\\|"));
    assertThat(junit(comparison, FailOn.WORSE))
        .anyMatch(line -> line.contains("GET /&lt;b&gt;|x|_[2J&amp;&quot;"));
    assertThat(lines(80, true, comparison).toString()).doesNotContain("\u001b");
  }

  @Test
  void whatIsWorseIsAFailedTest() {
    List<String> xml = junit(compared(3, "GET /x"), FailOn.WORSE);

    assertThat(xml.get(1)).startsWith("<testsuite name=\"A and B\" tests=\"6\" failures=\"4\"");
    assertThat(xml)
        .anyMatch(
            line ->
                line.startsWith(
                    "  <testcase classname=\"a\" name=\"p50 ms\"><failure message=\"worse: from"
                        + " 50.0 to 150"));
  }

  @Test
  void whatFailsTheRunIsAFailedTest() {
    Comparison few = Comparison.of(side(1, "GET /x", 400), side(1, "GET /x", 12), Limits.DEFAULT);
    Comparison none = Comparison.of(side(1, "GET /x", 0), side(1, "GET /x", 12), Limits.DEFAULT);

    assertThat(junit(few, FailOn.WORSE).get(1)).contains("failures=\"0\"", "skipped=\"6\"");
    assertThat(junit(few, FailOn.UNCLEAR).get(1)).contains("failures=\"2\"", "skipped=\"4\"");
    assertThat(junit(few, FailOn.UNCLEAR))
        .anyMatch(
            line -> line.contains("name=\"p95 ms\"><failure message=\"too little data: takes"));
    assertThat(junit(none, FailOn.UNCLEAR).get(1)).contains("failures=\"1\"");
    assertThat(junit(none, FailOn.UNCLEAR))
        .anyMatch(
            line -> line.contains("name=\"what decides\"><failure message=\"too little data: "));
  }

  @Test
  void theSmallestChangeStandsInEveryFormat() {
    Comparison comparison = compared(1, "GET /x");
    String words = "smallest change of a that it finds in 8 of 10 cases: p95 ×1.22; error rate ";

    assertThat(lines(120, false, comparison)).anyMatch(line -> line.startsWith(words));
    assertThat(markdown(false, comparison)).anyMatch(line -> line.startsWith("- " + words));
    assertThat(junit(comparison, FailOn.WORSE)).anyMatch(line -> line.startsWith(words));
  }

  @Test
  void anOperationStandsBelowItsServiceWhateverElseMoved() {
    assertThat(lines(80, false, compared(1, "GET /y")))
        .containsSequence(
            "a: n 400 and 400",
            "  its mix differs: GET /x went from 100 to 0 % of its requests",
            "  GET /x: gone, n 400",
            "  GET /y: new, n 400");
  }

  @Test
  void anotherMixIsSaidInEveryFormat() {
    Comparison comparison = Comparison.of(twoOperations(2), twoOperations(4), Limits.DEFAULT);
    String reason = "its mix differs: GET /x went from 50 to 75 % of its requests";

    assertThat(lines(120, false, comparison)).contains("a: " + reason);
    assertThat(markdown(false, comparison))
        .contains("- a: " + reason)
        .noneMatch(line -> line.contains("smallest change of a"));
    assertThat(junit(comparison, FailOn.WORSE))
        .contains("a: " + reason)
        .anyMatch(line -> line.contains("skipped message=\"other mix: ") && line.contains(reason));
  }

  @Test
  void namesMakeNoLinksAndMentionNobody() {
    String name = "@octocat #1 http://a.b WWW.c.d &#64;me x|y";

    assertThat(markdown(false, compared(3, name)))
        .anyMatch(
            line ->
                line.contains(
                    "a @&#8203;octocat \\#&#8203;1 http:&#8203;//a.b WWW&#8203;.c.d"
                        + " \\&\\#&#8203;64;me x\\|y"));
  }

  @Test
  void rowsKeepTheOrderOfTheEngine() {
    Comparison ab = Comparison.of(twoServices(1), twoServices(3), Limits.DEFAULT);
    List<Subject> turned = new ArrayList<>(ab.subjects());
    Collections.reverse(turned);
    Comparison ba =
        new Comparison(ab.sentences(), ab.word(), ab.decides(), ab.level(), true, turned);

    for (List<String> lines :
        List.of(lines(80, false, ba), markdown(false, ba), junit(ba, FailOn.WORSE))) {
      String text = String.join("\n", lines);
      assertThat(text.lastIndexOf("p95 ms")).isGreaterThan(0);
      assertThat(text).containsPattern("(?s)GET /b.*GET /a");
    }
  }

  private static Side twoOperations(int oneOf) {
    BaselineTally tally = new BaselineTally();
    for (int i = 0; i < 400; i++) {
      String operation = i % oneOf == 0 ? "GET /y" : "GET /x";
      tally.add(
          Spans.entry("a").inTrace("t" + i).named(operation).took(ms(9)).trace(), Baselines.EVER);
    }
    return Side.of(tally.observations());
  }

  private static Side twoServices(int factor) {
    BaselineTally tally = new BaselineTally();
    for (int i = 0; i < 400; i++) {
      for (String name : List.of("a", "b")) {
        tally.add(
            Spans.entry(name)
                .inTrace(name + i)
                .named("GET /" + name)
                .took(ms(factor * (1 + i * 37L % 100)))
                .trace(),
            Baselines.EVER);
      }
    }
    return Side.of(tally.observations());
  }

  private static List<String> markdown(boolean all, Comparison comparison) {
    return new ComparisonMarkdown(all).lines(file(comparison));
  }

  private static List<String> junit(Comparison comparison, FailOn failOn) {
    return JunitXml.of(file(comparison), failOn);
  }

  private static ComparisonFile file(Comparison comparison) {
    return ComparisonFile.of("A", "B", Limits.DEFAULT, comparison);
  }

  private static List<String> lines(int width, boolean all, Comparison comparison) {
    return new ComparisonView(width, all).lines(comparison).stream().map(Line::toString).toList();
  }

  private static Comparison compared(int factor, String operation) {
    return Comparison.of(side(1, "GET /x"), side(factor, operation), Limits.DEFAULT);
  }

  private static Side side(int factor, String operation) {
    return side(factor, operation, 400);
  }

  private static Side side(int factor, String operation, int requests) {
    BaselineTally tally = new BaselineTally();
    for (int i = 0; i < requests; i++) {
      // Up and down, so that there is no trend in it.
      Spans span =
          Spans.entry("a").inTrace("t" + i).named(operation).took(ms(factor * (1 + i * 37L % 100)));
      tally.add((i == 50 ? span.failed() : span).trace(), Baselines.EVER);
    }
    return Side.of(tally.observations());
  }
}

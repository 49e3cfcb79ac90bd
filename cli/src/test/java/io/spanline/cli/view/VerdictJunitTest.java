package io.spanline.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.experiments.compare.Word;
import io.spanline.experiments.experiment.plan.Outcome;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** What a CI server is told of an experiment. */
class VerdictJunitTest {
  private static final Verdicts FAIL = Verdicts.of(Outcome.FAIL, Word.WORSE);
  private static final Verdicts UNCLEAR = Verdicts.of(Outcome.INCONCLUSIVE, Word.UNCLEAR);

  @Test
  void whatIsWorseIsAFailedTestNextToTheFaultThatActed() throws Exception {
    assertThat(cases(FAIL, null))
        .containsExactly(
            "experiment / ran to its end and is valid",
            "experiment / the fault acted",
            "experiment / recovered after each removal",
            "a / p95 ms: failure a's p95 is worse: from 40 to 240 ms (240–240), 6 times (?–?)",
            "a / errors %");
  }

  @Test
  void anInconclusiveFigureFailsUnlessItIsToPass() throws Exception {
    String figure = "a / p95 ms: %s a's p95 is unclear: from 40 to 240 ms (240–240), 6 times (?–?)";

    assertThat(cases(UNCLEAR, null)).contains(figure.formatted("failure"));
    assertThat(cases(UNCLEAR, Inconclusive.FAIL)).contains(figure.formatted("failure"));
    assertThat(cases(UNCLEAR, Inconclusive.PASS)).contains(figure.formatted("skipped"));
    assertThat(cases(UNCLEAR.notRecovered(), Inconclusive.PASS))
        .contains("experiment / recovered after each removal: skipped not as before within 30 s");
  }

  @Test
  void aFigureThatIsNotWorsePasses() throws Exception {
    assertThat(cases(Verdicts.of(Outcome.PASS, Word.NOT_WORSE), null)).contains("a / p95 ms");
  }

  @Test
  void anInvalidRunIsAnErrorAndNothingItShowsCounts() throws Exception {
    assertThat(cases(Verdicts.of(Outcome.INVALID, Word.WORSE), Inconclusive.PASS))
        .contains(
            "experiment / ran to its end and is valid: error a reason with a|pipe",
            "experiment / the fault acted: error not proved: idle",
            "a / p95 ms: skipped the run is invalid, so nothing it shows counts");
  }

  @Test
  void thePredictionIsATestOfItsOwn() throws Exception {
    String name = "experiment / is as predicted";

    assertThat(cases(FAIL.predicted(Outcome.FAIL), null)).contains(name);
    assertThat(cases(FAIL.predicted(Outcome.PASS), null))
        .contains(name + ": failure predicted pass, was fail");
    assertThat(cases(UNCLEAR.predicted(Outcome.PASS), null))
        .contains(name + ": skipped predicted pass, was inconclusive");
  }

  @Test
  void withoutAVerdictTheRunIsAnError() throws Exception {
    assertThat(cases(VerdictJunit.ofNone("x.yaml", "not <steady>")))
        .containsExactly("experiment / ran to its end and is valid: error not <steady>");
  }

  private static List<String> cases(Verdicts of, @Nullable Inconclusive as) throws Exception {
    return cases(VerdictJunit.of("x.yaml", of.verdict(), as));
  }

  /** As a server reads it; the counts have to be those of the cases. */
  private static List<String> cases(List<String> xml) throws Exception {
    byte[] bytes = String.join("\n", xml).getBytes(StandardCharsets.UTF_8);
    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(bytes))
            .getDocumentElement();
    assertThat(suite.getTagName()).isEqualTo("testsuite");
    counted(suite, "tests", "testcase");
    counted(suite, "failures", "failure");
    counted(suite, "errors", "error");
    counted(suite, "skipped", "skipped");
    List<String> cases = new java.util.ArrayList<>();
    for (int i = 0; i < suite.getElementsByTagName("testcase").getLength(); i++) {
      Element test = (Element) suite.getElementsByTagName("testcase").item(i);
      String text = test.getAttribute("classname") + " / " + test.getAttribute("name");
      if (test.getFirstChild() instanceof Element end) {
        text += ": " + end.getTagName() + " " + end.getAttribute("message");
      }
      cases.add(text);
    }
    return cases;
  }

  private static void counted(Element suite, String attribute, String element) {
    assertThat(suite.getAttribute(attribute))
        .as(attribute)
        .isEqualTo("" + suite.getElementsByTagName(element).getLength());
  }
}

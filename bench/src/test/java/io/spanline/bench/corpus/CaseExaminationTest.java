package io.spanline.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.spanline.bench.corpus.Case.DeadLetter;
import io.spanline.bench.corpus.Figures.Kind;
import io.spanline.bench.corpus.Observed.Letter;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CaseExaminationTest {
  private static final YAMLMapper YAML = new YAMLMapper();

  private static final Case ROW =
      read(
          """
          file: a.json
          about: a case
          services: {a: {requests: 2, errors: 0, p50_ms: null}}
          operations: {a: {GET: {requests: 2, p50_ms: 7}}}
          edges: {"a->b": {calls: 1, skew: null, client: {p50_ms: 10}}}
          warnings: [2 spans]
          dead: [{reason: not-otlp, detail: status}]
          """,
          Case.class);

  private static final String SERVICES = "a: {requests: 2, errors: 0, timed: 0}";
  private static final String OPERATIONS = "'a: GET': {requests: 2, p50_ms: 7.0}";
  private static final String EDGES = "a->b: {calls: 1, client: {p50_ms: 10.000, p95_ms: 12}}";

  private static final Letter RIGHT_LETTER =
      new Letter(new DeadLetter("not-otlp", "status"), "\"a\"");

  @Test
  void whatARowLeavesOutIsNotLookedAt() {
    assertThat(wrong(figures(SERVICES, OPERATIONS, EDGES))).isEmpty();
  }

  @Test
  void whatARowSaysMustBeThere() {
    assertThat(wrong(figures("a: {requests: 1, errors: 0, p50_ms: 5}", OPERATIONS, EDGES)))
        .containsExactly("baseline: requests 1", "baseline: p50_ms 5");
    assertThat(wrong(figures("", OPERATIONS, EDGES))).containsExactly("baseline: none");
    assertThat(wrong(figures(SERVICES, OPERATIONS, "a->b: {calls: 1, skew: {calls: 1}}")))
        .containsExactly("baseline: skew calls 1", "baseline: client p50_ms none");
  }

  @Test
  void whatBearsItsNameMustBeInTheRow() {
    assertThat(wrong(figures(SERVICES + ", a-new: {requests: 3}", OPERATIONS, EDGES)))
        .containsExactly("baseline: requests 3");
    assertThat(wrong(figures(SERVICES, OPERATIONS + ", 'a: PUT': {requests: 1}", EDGES)))
        .containsExactly("baseline: requests 1");
    assertThat(wrong(figures(SERVICES + ", other: {requests: 3}", OPERATIONS, EDGES))).isEmpty();
  }

  @Test
  void eachDeadLetterMustBeInTheRowAndEachOfTheRowMustBeThere() {
    Letter right = new Letter(new DeadLetter("not-otlp", "at span.status"), "{\"a\"}");
    Letter other = new Letter(new DeadLetter("empty", null), "{\"a\"}");

    assertThat(wrong(letters(right))).isEmpty();
    assertThat(wrong(letters())).containsExactly("lacks not-otlp (status)");
    assertThat(wrong(letters(right, other))).containsExactly("empty");
  }

  @Test
  void eachWarningMustBeInTheRowAndEachOfTheRowMustBeThere() {
    String right = "capture_001 has 2 spans without an end";

    assertThat(wrong(warned(right))).isEmpty();
    assertThat(wrong(warned("has 3 spans")))
        .containsExactly("baseline: lacks 2 spans", "baseline: has 3 spans");
    assertThat(wrong(warned(right, right))).containsExactly("baseline: " + right);
  }

  @Test
  void aWarningOfTheRunOrOfOtherRowsIsOfNoRow() {
    String right = "capture_001 has 2 spans without an end";
    String own = "may lack requests: 3 entry spans of a, b began long before";

    assertThat(
            wrong(
                warned(
                    right,
                    "holds only traces of service a, 160 were left out",
                    "may have had toxics on, that is not known",
                    "may lack requests: dead letters came",
                    own.replace("of a,", "of c,"))))
        .isEmpty();
    assertThat(wrong(warned(right, own))).containsExactly("baseline: " + own);
  }

  private static List<String> wrong(Observed observed) {
    return new CaseExamination(ROW)
        .of(observed).checks().stream().flatMap(check -> check.wrong().stream()).toList();
  }

  private static Observed figures(String services, String operations, String edges) {
    Figures figures =
        new Figures(
            Map.of(
                Kind.SERVICE, rows(services),
                Kind.OPERATION, rows(operations),
                Kind.EDGE, rows(edges)));
    return observed(figures, List.of("2 spans"), List.of(RIGHT_LETTER));
  }

  private static Observed letters(Letter... letters) {
    return observed(rightFigures(), List.of("2 spans"), Arrays.asList(letters));
  }

  private static Observed warned(String... warnings) {
    return observed(rightFigures(), Arrays.asList(warnings), List.of(RIGHT_LETTER));
  }

  private static Figures rightFigures() {
    return figures(SERVICES, OPERATIONS, EDGES).figures().get(Place.BASELINE);
  }

  private static Observed observed(Figures figures, List<String> warnings, List<Letter> letters) {
    return new Observed(
        Map.of("a", List.of(200)),
        Map.of(Place.BASELINE, figures),
        Map.of(),
        List.of(),
        Map.of("a", warnings),
        letters);
  }

  private static SortedMap<String, JsonNode> rows(String fields) {
    SortedMap<String, JsonNode> rows = new TreeMap<>();
    read("{" + fields + "}", JsonNode.class)
        .properties()
        .forEach(each -> rows.put(each.getKey(), each.getValue()));
    return rows;
  }

  private static <T> T read(String yaml, Class<T> type) {
    try {
      return YAML.readValue(yaml, type);
    } catch (IOException e) {
      throw new IllegalArgumentException(yaml, e);
    }
  }
}

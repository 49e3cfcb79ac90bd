package io.spanline.experiments.experiment.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.experiments.compare.Figure;
import io.spanline.experiments.compare.Subject;
import io.spanline.experiments.compare.Subject.Kind;
import io.spanline.experiments.compare.Word;
import io.spanline.experiments.experiment.verdict.Verdict.Radius;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Service a calls b and x; b calls c, the target; c calls d. */
class BlastRadiusTest {
  private static final List<String> TARGET = List.of("b->c");

  @Test
  void onlyWhatIsTheSameDidNotMove() {
    Radius radius =
        around(
            service("a", Word.SAME, Word.SAME),
            service("b", Word.SAME, Word.UNCLEAR),
            service("c", Word.TOO_LITTLE_DATA),
            service("d", Word.SAME),
            operation("d", null, Word.UNCLEAR),
            service("x", Word.SAME),
            operation("x", Word.TOO_LITTLE_DATA));

    assertThat(radius.unmoved()).containsExactly("a");
    assertThat(radius.unclear()).containsExactly("b", "c", "d", "x");
  }

  @Test
  void onlyWhatIsBelowTheTargetIsStarved() {
    Radius radius =
        around(
            service("a", Word.SAME),
            gone("b"),
            service("c", Word.SAME),
            operation("c", Word.GONE),
            gone("d"),
            gone("x"));

    assertThat(radius.starved()).containsExactly("c", "d");
    assertThat(radius.surprise()).containsExactly("b", "x");
    assertThat(radius.upstream()).isEmpty();
  }

  @Test
  void whatCallsTheTargetIsExpectedToMove() {
    Radius radius =
        around(
            service("a", Word.WORSE),
            service("b", Word.SAME),
            operation("b", null, Word.WORSE),
            service("c", Word.SAME),
            service("d", Word.WORSE),
            service("x", Word.BETTER));

    assertThat(radius.upstream()).containsExactly("a", "b");
    assertThat(radius.surprise()).containsExactly("d", "x");
    assertThat(radius.unmoved()).containsExactly("c");
  }

  private static Radius around(Subject... services) {
    Stream<Subject> edges =
        Stream.of("a->b", "a->x", "b->c", "c->d")
            .map(name -> subject(Kind.EDGE, name.substring(0, 1), name, null));
    return new BlastRadius(Stream.concat(edges, Stream.of(services)).toList()).around(TARGET);
  }

  private static Subject service(String name, Word... words) {
    return subject(Kind.SERVICE, name, name, null, words);
  }

  private static Subject gone(String name) {
    return subject(Kind.SERVICE, name, name, Word.GONE);
  }

  private static Subject operation(String service, @Nullable Word alone, Word... words) {
    return subject(Kind.OPERATION, service, "GET /", alone, words);
  }

  private static Subject subject(
      Kind kind, String service, String name, @Nullable Word alone, Word... words) {
    List<Figure> figures =
        Stream.of(words)
            .map(
                word ->
                    new Figure(
                        "p95_ms", word, null, null, null, null, null, null, null, null, null))
            .toList();
    return new Subject(kind, service, name, null, null, null, alone, figures);
  }
}

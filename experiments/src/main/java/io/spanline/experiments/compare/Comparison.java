package io.spanline.experiments.compare;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What changed between two sides. Of a hundred comparisons of equal sides at most two call anything
 * worse: the figures that decide have one of them together, by Holm, and all others one, by
 * Benjamini and Hochberg.
 *
 * @param sentences up to three, in words; of replays a fourth
 * @param word of the figures that decide together: the worst of them
 * @param decides the names of the services whose p95 and error rate decide: those that nobody calls
 * @param level of the intervals of all other figures
 * @param inOrder whether both sides' latencies are known in their order: else each is taken for
 *     independent of the others
 * @param subjects what is called before what calls it; an edge right before its caller, operations
 *     after their service
 */
public record Comparison(
    List<String> sentences,
    Word word,
    List<String> decides,
    double level,
    @JsonProperty("in_order") boolean inOrder,
    List<Subject> subjects) {
  public Comparison {
    sentences = List.copyOf(sentences);
    decides = List.copyOf(decides);
    subjects = List.copyOf(subjects);
  }

  /** Compares two sides. */
  public static Comparison of(Side before, Side after, Limits limits) {
    return new SideJudgement(before, after, limits).comparison();
  }

  /** Whether anything is not as it was. */
  public boolean moved() {
    return subjects.stream().anyMatch(Subject::moved);
  }

  /** Whether a figure has that word. */
  public boolean has(Word wanted) {
    return subjects.stream()
        .anyMatch(
            subject ->
                subject.alone() == wanted
                    || subject.figures().stream().anyMatch(figure -> figure.word() == wanted));
  }
}

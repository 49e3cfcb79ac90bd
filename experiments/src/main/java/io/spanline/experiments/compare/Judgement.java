package io.spanline.experiments.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Figures of many subjects, judged together. */
final class Judgement {
  private final List<Candidate> candidates;
  private final BiPredicate<Subject, String> decides;
  private final Limits limits;
  private final Tails tails;

  /**
   * A subject before its figures are judged.
   *
   * @param bare without figures; with a reason, they are not judged
   * @param changes by the figures' names
   */
  record Candidate(Subject bare, Map<String, Change> changes) {}

  /**
   * Judges them.
   *
   * @param decides whether a subject's figure does
   */
  Judgement(List<Candidate> candidates, BiPredicate<Subject, String> decides, Limits limits) {
    this.candidates = candidates;
    this.decides = decides;
    this.limits = limits;
    List<Change> few = new ArrayList<>();
    List<Change> list = new ArrayList<>();
    for (Candidate each : candidates) {
      if (each.bare().reason() == null) {
        each.changes()
            .forEach((name, change) -> (decides.test(each.bare(), name) ? few : list).add(change));
      }
    }
    this.tails = new Tails(few, list);
  }

  /** The confidence of the intervals of the figures that do not decide. */
  double level() {
    return tails.level();
  }

  /** In the order of the candidates. */
  List<Subject> subjects(Function<Subject, @Nullable Word> alone) {
    return candidates.stream()
        .map(
            each -> {
              Subject bare = each.bare();
              return new Subject(
                  bare.kind(),
                  bare.service(),
                  bare.name(),
                  bare.before(),
                  bare.after(),
                  bare.reason(),
                  alone.apply(bare),
                  figures(each));
            })
        .toList();
  }

  private List<Figure> figures(Candidate of) {
    List<Figure> figures = new ArrayList<>();
    of.changes()
        .forEach(
            (name, change) -> {
              double own = tails.of(change);
              Word word = of.bare().reason() == null ? change.word(limits, own) : Word.OTHER_MIX;
              figures.add(Figure.of(name, change, word, limits, own));
            });
    return figures;
  }

  /** The word that is least good news of the figures that decide. */
  Word word(List<Subject> subjects) {
    return Word.gravest(
        subjects.stream()
            .flatMap(
                subject ->
                    subject.figures().stream()
                        .filter(figure -> decides.test(subject, figure.name())))
            .map(Figure::word)
            .toList());
  }
}

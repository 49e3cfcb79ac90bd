package io.spanline.cli.view;

import io.spanline.experiments.compare.Comparison;
import io.spanline.experiments.compare.Detectable;
import io.spanline.experiments.compare.Figure;
import io.spanline.experiments.compare.Subject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The smallest changes that a comparison finds, as people read them. */
final class DetectableWords {
  static final List<String> COLUMNS = List.of("now", "smallest change", "to");

  private DetectableWords() {}

  /** Of the figures that decide: what is found, and what takes more samples. */
  static List<String> sentences(Detectable detectable) {
    Comparison of = detectable.withItself();
    List<String> found = new ArrayList<>();
    List<String> notFound = new ArrayList<>();
    for (Subject subject : of.subjects()) {
      for (Figure figure : listed(subject, detectable, false)) {
        String what = "%s's %s".formatted(subject.name(), FigureWords.plain(figure));
        BigDecimal to = to(figure);
        if (to == null) {
          notFound.add(figure.needed() == null ? what : what + takes(figure));
        } else {
          String unit = figure.isRate() ? "%" : "ms";
          found.add(
              "%s from %s to %s %s"
                  .formatted(what, FigureWords.before(figure), shown(figure, to), unit));
        }
      }
    }
    if (found.isEmpty() && notFound.isEmpty()) {
      return List.of("No figure decides: %s has too few requests.".formatted(detectable.side()));
    }
    String subject = "A comparison of %s with another run like it".formatted(detectable.side());
    List<String> sentences = new ArrayList<>();
    if (!found.isEmpty()) {
      sentences.add(
          "%s finds these changes%s in 8 of 10 cases: %s."
              .formatted(
                  subject,
                  detectable.paired() ? ", or smaller ones," : "",
                  String.join("; ", found)));
    }
    if (!notFound.isEmpty()) {
      sentences.add(
          "%s can find no change of %s."
              .formatted(found.isEmpty() ? subject : "It", String.join("; ", notFound)));
    }
    return sentences;
  }

  private static String takes(Figure figure) {
    return ", which takes %d samples on each side".formatted(figure.needed());
  }

  /** What it rises to or, of a rate without room for that, falls to; null if it can do neither. */
  private static @Nullable BigDecimal to(Figure figure) {
    BigDecimal now = figure.before();
    BigDecimal smallest = figure.smallest();
    if (now == null || smallest == null) {
      return null;
    }
    if (!figure.isRate()) {
      return now.multiply(smallest);
    }
    BigDecimal risen = now.add(smallest);
    BigDecimal to = risen.compareTo(BigDecimal.ONE) > 0 ? now.subtract(smallest) : risen;
    return to.signum() < 0 ? null : to;
  }

  private static String shown(Figure figure, BigDecimal value) {
    return figure.isRate() ? FigureWords.percent(value) : Cells.figure(value);
  }

  /** Those of a subject that decide, or all. */
  static List<Figure> listed(Subject subject, Detectable in, boolean all) {
    return subject.figures().stream()
        .filter(figure -> all || subject.decides(figure, in.withItself()))
        .toList();
  }

  /** In the order of the columns. */
  static List<String> cells(Figure figure) {
    BigDecimal to = to(figure);
    if (to == null) {
      String none = figure.needed() == null ? "none" : "takes %d a side".formatted(figure.needed());
      return List.of(FigureWords.before(figure), none, "-");
    }
    return List.of(FigureWords.before(figure), change(figure, to), shown(figure, to));
  }

  private static String change(Figure figure, BigDecimal to) {
    BigDecimal now = Objects.requireNonNull(figure.before());
    return figure.isRate()
        ? FigureWords.points(to.subtract(now))
        : "×" + Cells.figure(Objects.requireNonNull(figure.smallest()));
  }

  /** What it rests on. */
  static List<String> notes(Detectable detectable) {
    List<String> notes = new ArrayList<>();
    notes.add(
        "This holds for runs that scatter as this one does; runs that differ by themselves take more.");
    if (detectable.paired()) {
      notes.add(
          "How much a request differs from itself is not known yet, so each was paired with another of"
              + " its operation. Two replays find smaller changes if the requests of an operation"
              + " differ much.");
    }
    if (!detectable.withItself().inOrder()) {
      notes.add(ComparisonSummary.NOT_IN_ORDER);
    }
    return notes;
  }
}

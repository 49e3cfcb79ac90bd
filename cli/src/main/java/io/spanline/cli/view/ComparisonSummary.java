package io.spanline.cli.view;

import io.spanline.experiments.compare.Comparison;
import io.spanline.experiments.compare.ComparisonFile;
import io.spanline.experiments.compare.Figure;
import io.spanline.experiments.compare.Flip;
import io.spanline.experiments.compare.Subject;
import io.spanline.experiments.compare.Word;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is said below the figures of a comparison, in each format. */
final class ComparisonSummary {
  static final String NOT_IN_ORDER =
      "The order of some latencies is not known, so each is taken for independent of the others:"
          + " false alarms may be more frequent. Compare captures to have it.";

  private static final int MOST_FLIPS = 10;

  private ComparisonSummary() {}

  /** All of it that Markdown and JUnit have. */
  static List<String> all(ComparisonFile file) {
    Comparison comparison = file.comparison();
    return Stream.of(
            List.of(counts(comparison)),
            reasons(comparison.subjects()),
            limits(comparison),
            pairs(file))
        .flatMap(List::stream)
        .toList();
  }

  /** How many figures have each word. */
  static String counts(Comparison comparison) {
    Map<Word, Integer> counts = new EnumMap<>(Word.class);
    for (Subject subject : comparison.subjects()) {
      subject.figures().forEach(figure -> counts.merge(figure.word(), 1, Integer::sum));
    }
    return counts.isEmpty()
        ? "no figure is on both sides"
        : counts.entrySet().stream()
            .map(count -> count.getValue() + " " + count.getKey().text())
            .collect(Collectors.joining(", ", "figures: ", ""));
  }

  /** Which services are not judged, and why. */
  static List<String> reasons(List<Subject> subjects) {
    return subjects.stream()
        .filter(subject -> subject.reason() != null)
        .map(subject -> "%s: %s".formatted(subject.name(), subject.reason()))
        .toList();
  }

  /** What the figures that decide can see, and whether the promise holds. */
  static List<String> limits(Comparison comparison) {
    List<String> texts = new ArrayList<>();
    for (Subject subject : comparison.subjects()) {
      String smallest =
          subject.figures().stream()
              .filter(figure -> subject.decides(figure, comparison) && subject.reason() == null)
              .map(ComparisonSummary::smallest)
              .collect(Collectors.joining("; "));
      if (!smallest.isEmpty()) {
        texts.add(
            "smallest change of %s that it finds in 8 of 10 cases: %s"
                .formatted(subject.name(), smallest));
      }
    }
    if (!comparison.inOrder()) {
      texts.add(NOT_IN_ORDER);
    }
    return texts;
  }

  /** What else is known of replays; nothing of others. */
  static List<String> pairs(ComparisonFile file) {
    ComparisonFile.Paired paired = file.paired();
    if (paired == null) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    texts.add(
        "%d pairs of requests, %d requests left out: not sent, or in one replay only"
            .formatted(paired.requests(), paired.leftOut()));
    texts.add("A and B are medians, change is the centre of what each request changed by");
    paired.flips().stream().limit(MOST_FLIPS).forEach(flip -> texts.add(text(flip)));
    if (paired.flips().size() > MOST_FLIPS) {
      texts.add("and %d kinds more".formatted(paired.flips().size() - MOST_FLIPS));
    }
    return texts;
  }

  private static String text(Flip flip) {
    return "%d × %s → %s: %s %s"
        .formatted(flip.requests(), flip.before(), flip.after(), flip.service(), flip.operation());
  }

  private static String smallest(Figure figure) {
    BigDecimal smallest = figure.smallest();
    if (smallest != null) {
      return figure.isRate()
          ? "error rate %s points".formatted(Cells.figure(smallest.movePointRight(2)))
          : "%s ×%s".formatted(FigureWords.plain(figure), Cells.figure(smallest));
    }
    return figure.needed() == null
        ? FigureWords.plain(figure) + " none"
        : "%s none, it takes %d samples a side"
            .formatted(FigureWords.plain(figure), figure.needed());
  }
}

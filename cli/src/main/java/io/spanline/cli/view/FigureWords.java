package io.spanline.cli.view;

import io.spanline.captures.baseline.Interval;
import io.spanline.experiments.compare.Figure;
import io.spanline.experiments.compare.Subject;
import io.spanline.experiments.compare.Subject.Kind;
import io.spanline.experiments.compare.Word;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The figures of a comparison as people read them. */
final class FigureWords {
  private FigureWords() {}

  /** With {@code →} for an edge. */
  static String name(Subject subject) {
    return subject.kind() == Kind.EDGE ? subject.name().replace("->", " → ") : subject.name();
  }

  /** An operation after its service: of a row that does not stand below it. */
  static String nameAlone(Subject subject) {
    return subject.kind() == Kind.OPERATION
        ? subject.service() + " " + subject.name()
        : name(subject);
  }

  static String label(Figure figure) {
    return figure.isRate() ? "errors %" : figure.name().replace("_ms", " ms").replace('_', ' ');
  }

  /** Without its unit. */
  static String plain(Figure figure) {
    return figure.name().replace("_ms", "").replace('_', ' ');
  }

  static String before(Figure figure) {
    return figure.before() == null ? "-" : shown(figure, new Interval(figure.before(), null, null));
  }

  /** A rate as percent. */
  private static String shown(Figure figure, Interval of) {
    return Cells.figure(figure.isRate() ? Cells.percent(of).value() : of.value());
  }

  static String after(Figure figure) {
    return figure.after() == null ? "-" : shown(figure, new Interval(figure.after(), null, null));
  }

  /** The 95 % interval of what it is now; empty if nothing is. */
  static String afterBounds(Figure figure) {
    if (figure.after() == null) {
      return "";
    }
    Interval interval = new Interval(figure.after(), figure.afterLow(), figure.afterHigh());
    return Cells.interval(figure.isRate() ? Cells.percent(interval) : interval);
  }

  /** A latency's ratio or, if it has none, its difference; a rate's points. */
  static String change(Figure figure) {
    BigDecimal change = figure.change();
    if (change != null) {
      return figure.isRate() ? points(change) : "×" + Cells.figure(change);
    }
    BigDecimal before = figure.before();
    BigDecimal after = figure.after();
    return before == null || after == null ? "-" : signed(after.subtract(before)) + " ms";
  }

  /** Of a difference of two rates. */
  static String points(BigDecimal rate) {
    return signed(Cells.percent(new Interval(rate, null, null)).value());
  }

  /** A rate. */
  static String percent(BigDecimal rate) {
    return Cells.figure(Cells.percent(new Interval(rate, null, null)).value());
  }

  private static String signed(BigDecimal difference) {
    String text = Cells.figure(difference);
    return difference.signum() > 0 ? "+" + text : text;
  }

  /** Its word, and how many samples it takes if there are too few. */
  static String word(Figure figure) {
    return figure.word() == Word.TOO_LITTLE_DATA && figure.needed() != null
        ? "too little data: takes " + figure.needed()
        : figure.word().text();
  }

  /** Its word with what it was, is, and by how much that is another. */
  static String sentence(Figure figure) {
    return "%s: from %s to %s, %s"
        .formatted(word(figure), before(figure), afterWithBounds(figure), change(figure));
  }

  /** What it is now, with its 95 % interval if it has one. */
  static String afterWithBounds(Figure figure) {
    String bounds = afterBounds(figure);
    return after(figure) + (bounds.isEmpty() ? "" : " (" + bounds + ")");
  }

  /** {@code n 300 and 290}; what is on one side only says so. */
  static String numbers(Subject subject) {
    Word alone = subject.alone();
    if (alone == null) {
      return "n %d and %d".formatted(subject.before(), subject.after());
    }
    long number = orZero(subject.before()) + orZero(subject.after());
    return alone.isMove()
        ? "%s, n %d".formatted(alone.text(), number)
        : "only in %s, n %d: %s"
            .formatted(subject.after() == null ? "A" : "B", number, alone.text());
  }

  private static long orZero(@Nullable Long number) {
    return number == null ? 0 : number;
  }
}

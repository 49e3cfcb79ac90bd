package io.spanline.experiments.experiment.verdict;

import io.spanline.experiments.compare.Figure;
import io.spanline.experiments.compare.Move;
import io.spanline.experiments.compare.Subject;
import io.spanline.experiments.compare.Subject.Kind;
import io.spanline.experiments.compare.Word;
import io.spanline.experiments.experiment.verdict.Verdict.Decisive;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A figure that decides, as it is said. */
public record DecisiveWords(Decisive of) {
  /** Such as {@code service-a's p95}. */
  public String what() {
    return move().what();
  }

  String fromTo() {
    return move().fromTo();
  }

  private Move move() {
    String operation = of.operation();
    return new Move(
        new Subject(
            operation == null ? Kind.SERVICE : Kind.OPERATION,
            of.service(),
            operation == null ? of.service() : operation,
            null,
            null,
            null,
            null,
            List.of()),
        of.figure());
  }

  /** What is said of it besides its figures. */
  String is() {
    Word word = of.figure().word();
    String most = most();
    if (most == null) {
      return switch (word) {
        case SAME -> "is the same";
        case OTHER_MIX -> "is not judged, since other requests came";
        default -> "is " + word.text();
      };
    }
    return switch (word) {
      case WORSE -> "is above " + most;
      case SAME -> "is within " + most;
      default ->
          (wasAbove() ? "was above %s in healthy rounds as well" : "is not shown to be within %s")
              .formatted(most);
    };
  }

  private @Nullable String most() {
    return of.maxAbsMs() != null
        ? Words.asked(of.maxAbsMs()) + " ms"
        : of.maxAbsPercent() != null ? Words.asked(of.maxAbsPercent()) + " %" : null;
  }

  private boolean wasAbove() {
    return isAbove(of.figure().before()) && isAbove(of.figure().afterLow());
  }

  private boolean isAbove(@Nullable BigDecimal value) {
    BigDecimal most = of.maxAbsMs() != null ? of.maxAbsMs() : of.maxAbsPercent();
    BigDecimal own = of.maxAbsMs() != null ? value : Words.percent(value);
    return most != null && own != null && own.compareTo(most) > 0;
  }

  /** Why it has its word. */
  public String reason() {
    if (of.reason() != null) {
      return "%s is not clear: %s".formatted(what(), of.reason());
    }
    if (Boolean.FALSE.equals(of.blocksAgree())) {
      String most = most();
      return "%s went %s, but %s"
          .formatted(
              what(),
              fromTo(),
              most == null
                  ? "not in every block by half of that"
                  : "not in every faulty round above " + most);
    }
    return "%s %s: %s%s".formatted(what(), is(), fromTo(), most() == null ? change() : "");
  }

  private String change() {
    Figure figure = of.figure();
    if (figure.change() == null) {
      return "";
    }
    return figure.isRate()
        ? ", by %s points (%s)"
            .formatted(
                Words.number(Words.percent(figure.change())),
                Words.interval(
                    Words.percent(figure.changeLow()), Words.percent(figure.changeHigh())))
        : ", %s times (%s)"
            .formatted(
                Words.number(figure.change()),
                Words.interval(figure.changeLow(), figure.changeHigh()));
  }
}

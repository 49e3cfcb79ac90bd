package io.spanline.experiments.compare;

import io.spanline.experiments.compare.Subject.Kind;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** A figure that moved, and how that is said. */
record Move(Subject subject, Figure figure) {
  private static final MathContext THREE = new MathContext(3);
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final String GAP = "gap_";

  boolean isOf(Kind kind) {
    return subject.kind() == kind;
  }

  boolean isOfGap() {
    return figure.name().startsWith(GAP);
  }

  double size() {
    return figure.size();
  }

  /**
   * Whether somebody who heard of this move expects the other: another quantile of the same, an
   * operation of a service, a call of it. Errors tell nothing of latencies.
   */
  boolean tells(Move other) {
    if (figure.isRate() != other.figure.isRate() || figure.word() != other.figure.word()) {
      return false;
    }
    return subject.equals(other.subject) || (isOf(Kind.SERVICE) && isPartOfService(other));
  }

  private boolean isPartOfService(Move other) {
    return other.isOf(Kind.EDGE)
        ? !other.isOfGap() && EdgeName.of(other.subject.name()).callee().equals(subject.name())
        : other.subject.service().equals(subject.name());
  }

  /** Such as {@code service-a's p50}. */
  String what() {
    String name = arrow(subject.name());
    if (figure.isRate()) {
      return isOf(Kind.EDGE) ? "the error rate of " + name : name + "'s error rate";
    }
    if (isOfGap()) {
      return "the gap of " + name;
    }
    String quantile = figure.name().replace("_ms", "").replace('_', ' ');
    return isOf(Kind.EDGE) ? "the " + quantile + " of " + name : name + "'s " + quantile;
  }

  /** As {@link #what()}, in a list: a latency by who has it, an operation by its service. */
  String briefly() {
    String who = arrow(isOf(Kind.EDGE) ? subject.name() : subject.service());
    return figure.isRate() ? who + "'s error rate" : who;
  }

  /** With the interval of what it is now. */
  String fromTo() {
    String unit = figure.isRate() ? "%" : "ms";
    String bounds =
        figure.afterLow() == null && figure.afterHigh() == null
            ? ""
            : " (%s–%s)".formatted(number(figure.afterLow()), number(figure.afterHigh()));
    return "from %s to %s %s%s"
        .formatted(number(figure.before()), number(figure.after()), unit, bounds);
  }

  private String number(@Nullable BigDecimal value) {
    if (value == null) {
      return "?";
    }
    BigDecimal shown = (figure.isRate() ? value.multiply(HUNDRED) : value).round(THREE);
    return shown.stripTrailingZeros().toPlainString();
  }

  static String arrow(String name) {
    return name.replace("->", "→");
  }
}

package io.spanline.experiments.compare;

import io.spanline.experiments.compare.Subject.Kind;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** A figure that moved, and how that is said. */
public record Move(Subject subject, Figure figure) {
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
  public String what() {
    if (figure.isRate()) {
      return of("error rate");
    }
    return isOfGap()
        ? "the gap of " + name(subject)
        : of(figure.name().replace("_ms", "").replace('_', ' '));
  }

  private String of(String what) {
    String name = name(subject);
    return isOf(Kind.SERVICE) ? name + "'s " + what : "the " + what + " of " + name;
  }

  /** As {@link #what()}, in a list: a latency by who has it. */
  String briefly() {
    return figure.isRate() ? what() : name(subject);
  }

  /** With the interval of what it is now; of the same requests, of their own change. */
  public String fromTo() {
    if (figure.name().equals(PairedLatency.NAME)) {
      return "to %s times what it was, request by request (%s–%s)"
          .formatted(
              number(figure.change()), number(figure.changeLow()), number(figure.changeHigh()));
    }
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

  /** An operation by its service, too: others may have one of that name. */
  static String name(Subject subject) {
    return switch (subject.kind()) {
      case SERVICE -> subject.name();
      case OPERATION -> subject.service() + "'s " + subject.name();
      case EDGE -> EdgeName.of(subject.name()).inWords();
    };
  }
}

package io.spanline.experiments.compare;

import io.spanline.experiments.compare.Subject.Kind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Up to three sentences: what moved nearest to its cause, what went with it, what else did. */
final class Sentences {
  private static final MathContext THREE = new MathContext(3);
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** A figure that moved. */
  private record Move(Subject subject, Figure figure) {
    boolean isOf(Kind kind) {
      return subject.kind() == kind;
    }

    double size() {
      return figure.size();
    }
  }

  private final List<Subject> subjects;
  private final List<Move> moves;

  private Sentences(List<Subject> subjects) {
    this.subjects = subjects;
    this.moves =
        subjects.stream()
            .flatMap(
                subject ->
                    subject.figures().stream()
                        .filter(figure -> figure.word().isMove())
                        .map(figure -> new Move(subject, figure)))
            .toList();
  }

  static List<String> of(List<Subject> subjects) {
    return new Sentences(subjects).sentences();
  }

  private List<String> sentences() {
    List<Subject> alone = subjects.stream().filter(one -> one.alone() != null).toList();
    Optional<Move> cause = cause();
    if (cause.isEmpty()) {
      return List.of(alone.isEmpty() ? nothing() : alone(alone));
    }
    Move first = cause.get();
    List<String> sentences =
        new ArrayList<>(List.of(capital(what(first) + " went " + fromTo(first)) + "."));
    Set<String> told = new LinkedHashSet<>();
    told.addAll(services(first));
    List<Move> with = above(first);
    if (!with.isEmpty()) {
      with.forEach(move -> told.add(move.subject().name()));
      sentences.add(with(with));
    }
    List<String> others =
        moves.stream()
            .map(move -> move.subject().service())
            .filter(name -> !told.contains(name))
            .distinct()
            .toList();
    sentences.add(others(others, alone));
    return sentences;
  }

  private String nothing() {
    boolean isClear =
        subjects.stream()
            .flatMap(subject -> subject.figures().stream())
            .noneMatch(figure -> figure.word() != Word.SAME);
    return isClear ? "Nothing moved." : "Nothing is shown to have moved.";
  }

  /**
   * The move nearest to its cause: a gap, since nothing stands below it; else the errors of an
   * edge; else the latency of a service none of whose callees' moved; of several the largest.
   */
  private Optional<Move> cause() {
    return largest(move -> move.figure().name().startsWith("gap_"))
        .or(() -> largest(move -> move.isOf(Kind.SERVICE) && !isCallerOfMoved(move)))
        .or(() -> largest(move -> move.isOf(Kind.SERVICE)))
        .or(() -> largest(move -> true));
  }

  /** The median tells more of a service than its p95 does, if both moved. */
  private Optional<Move> largest(Predicate<Move> which) {
    return moves.stream()
        .filter(which)
        .max(
            Comparator.<Move, Boolean>comparing(move -> !move.figure().isRate())
                .thenComparing(move -> move.figure().name().endsWith("p50_ms"))
                .thenComparing(Move::size));
  }

  private boolean isCallerOfMoved(Move of) {
    return callees(of.subject().name()).stream()
        .anyMatch(
            callee ->
                moves.stream()
                    .anyMatch(
                        move -> move.isOf(Kind.SERVICE) && move.subject().name().equals(callee)));
  }

  private Set<String> callees(String service) {
    Set<String> callees = new LinkedHashSet<>();
    for (Subject subject : subjects) {
      if (subject.kind() == Kind.EDGE && subject.service().equals(service)) {
        callees.add(EdgeName.of(subject.name()).callee());
      }
    }
    return callees;
  }

  private Set<String> callers(String service) {
    Set<String> callers = new LinkedHashSet<>();
    for (Subject subject : subjects) {
      if (subject.kind() == Kind.EDGE && EdgeName.of(subject.name()).callee().equals(service)) {
        callers.add(subject.service());
      }
    }
    return callers;
  }

  private static List<String> services(Move move) {
    return List.of(move.subject().service());
  }

  /** The services above a move, and the caller of an edge, that moved as well, nearest first. */
  private List<Move> above(Move cause) {
    Set<String> reached = new LinkedHashSet<>();
    List<String> next =
        new ArrayList<>(
            cause.isOf(Kind.EDGE)
                ? List.of(cause.subject().service())
                : callers(cause.subject().service()));
    while (!next.isEmpty()) {
      String service = next.remove(0);
      if (reached.add(service)) {
        next.addAll(callers(service));
      }
    }
    List<Move> with = new ArrayList<>();
    for (String service : reached) {
      largest(
              move ->
                  !move.equals(cause)
                      && move.isOf(Kind.SERVICE)
                      && move.subject().name().equals(service)
                      && move.figure().word() == cause.figure().word())
          .ifPresent(with::add);
    }
    return with;
  }

  private static String with(List<Move> with) {
    List<String> parts = new ArrayList<>();
    for (Move move : with) {
      parts.add(
          parts.isEmpty()
              ? "%s went with it, %s".formatted(what(move), fromTo(move))
              : "%s %s".formatted(what(move), fromTo(move)));
    }
    return capital(String.join(", ", parts)) + ".";
  }

  private String others(List<String> moved, List<Subject> alone) {
    if (moved.isEmpty() && alone.isEmpty()) {
      return "Nothing else moved.";
    }
    String also = moved.isEmpty() ? "" : "Also moved: " + listed(moved) + ".";
    return alone.isEmpty() ? also : (also + " " + alone(alone)).trim();
  }

  private static String alone(List<Subject> alone) {
    return capital(
            listed(
                alone.stream()
                    .map(
                        subject ->
                            "%s is %s"
                                .formatted(
                                    arrow(subject.name()),
                                    Objects.requireNonNull(subject.alone()).text()))
                    .toList()))
        + ".";
  }

  private static String listed(List<String> names) {
    int most = 3;
    return names.size() <= most
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, most)) + " and " + (names.size() - most) + " more";
  }

  private static String what(Move move) {
    String name = arrow(move.subject().name());
    String figure = move.figure().name();
    if (move.figure().isRate()) {
      return move.isOf(Kind.EDGE) ? "the error rate of " + name : name + "'s error rate";
    }
    if (figure.startsWith("gap_")) {
      return "the gap of " + name;
    }
    String quantile = figure.replace("_ms", "").replace('_', ' ');
    return move.isOf(Kind.EDGE) ? "the " + quantile + " of " + name : name + "'s " + quantile;
  }

  private static String arrow(String name) {
    return name.replace("->", "→");
  }

  /** With the interval of what it is now. */
  private static String fromTo(Move move) {
    Figure figure = move.figure();
    String unit = figure.isRate() ? "%" : "ms";
    String bounds =
        figure.afterLow() == null && figure.afterHigh() == null
            ? ""
            : " (%s–%s)"
                .formatted(number(figure, figure.afterLow()), number(figure, figure.afterHigh()));
    return "from %s to %s %s%s"
        .formatted(number(figure, figure.before()), number(figure, figure.after()), unit, bounds);
  }

  private static String number(Figure figure, @Nullable BigDecimal value) {
    if (value == null) {
      return "?";
    }
    BigDecimal shown = (figure.isRate() ? value.multiply(HUNDRED) : value).round(THREE);
    return shown.stripTrailingZeros().toPlainString();
  }

  private static String capital(String sentence) {
    return sentence.startsWith("the ") ? "T" + sentence.substring(1) : sentence;
  }
}

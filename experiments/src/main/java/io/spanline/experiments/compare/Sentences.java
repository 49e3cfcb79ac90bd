package io.spanline.experiments.compare;

import io.spanline.experiments.compare.Subject.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Up to three sentences: what moved nearest to its cause, what went with it, what else did. */
final class Sentences {
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
    List<Subject> alone =
        subjects.stream().filter(one -> one.alone() != null && one.alone().isMove()).toList();
    Optional<Move> cause = cause();
    if (cause.isEmpty()) {
      return List.of(alone.isEmpty() ? nothing() : alone(alone));
    }
    Move first = cause.get();
    List<String> sentences =
        new ArrayList<>(List.of(capital(first.what() + " went " + first.fromTo()) + "."));
    List<Move> with = above(first);
    if (!with.isEmpty()) {
      sentences.add(with(with));
    }
    List<Move> told = new ArrayList<>(with);
    told.add(first);
    sentences.add(others(untold(told), alone));
    return sentences;
  }

  /** The fewest moves that tell the rest. */
  private List<Move> untold(List<Move> told) {
    List<Move> heard = new ArrayList<>(told);
    for (Kind kind : List.of(Kind.SERVICE, Kind.EDGE, Kind.OPERATION)) {
      for (Move move : moves) {
        if (move.isOf(kind) && heard.stream().noneMatch(each -> each.tells(move))) {
          heard.add(move);
        }
      }
    }
    return heard.subList(told.size(), heard.size());
  }

  private String nothing() {
    boolean hasFigures = subjects.stream().anyMatch(subject -> !subject.figures().isEmpty());
    return hasFigures && isRestSame() ? "Nothing moved." : "Nothing is shown to have moved.";
  }

  /** Whether whatever did not move is shown to be the same. */
  private boolean isRestSame() {
    return subjects.stream()
        .flatMap(subject -> subject.figures().stream())
        .allMatch(figure -> figure.word() == Word.SAME || figure.word().isMove());
  }

  /** Of what is worse if anything is: good news must not hide it. */
  private Optional<Move> cause() {
    return causeAmong(move -> move.figure().word() == Word.WORSE)
        .or(() -> causeAmong(move -> true));
  }

  /**
   * The move nearest to its cause: a gap, since nothing stands below it; else the errors of an edge
   * below which no edge has any; else a service none of whose callees moved; of several the
   * largest.
   */
  private Optional<Move> causeAmong(Predicate<Move> which) {
    return largest(which.and(Move::isOfGap))
        .or(() -> largest(which.and(move -> isErrorOfEdge(move) && !isAboveErrors(move))))
        .or(() -> largest(which.and(move -> move.isOf(Kind.SERVICE) && !isCallerOfMoved(move))))
        .or(() -> largest(which.and(move -> move.isOf(Kind.SERVICE))))
        .or(() -> largest(which));
  }

  private static boolean isErrorOfEdge(Move move) {
    return move.isOf(Kind.EDGE) && move.figure().isRate();
  }

  private boolean isAboveErrors(Move of) {
    String callee = EdgeName.of(of.subject().name()).callee();
    return moves.stream()
        .anyMatch(
            move ->
                isErrorOfEdge(move) && !move.equals(of) && move.subject().service().equals(callee));
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
      if (isCall(subject) && subject.service().equals(service)) {
        callees.add(EdgeName.of(subject.name()).callee());
      }
    }
    return callees;
  }

  /** A service that calls itself is neither above nor below itself. */
  private static boolean isCall(Subject subject) {
    return subject.kind() == Kind.EDGE
        && !EdgeName.of(subject.name()).callee().equals(subject.service());
  }

  private Set<String> callers(String service) {
    Set<String> callers = new LinkedHashSet<>();
    for (Subject subject : subjects) {
      if (isCall(subject) && EdgeName.of(subject.name()).callee().equals(service)) {
        callers.add(subject.service());
      }
    }
    return callers;
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
              ? "%s went with it, %s".formatted(move.what(), move.fromTo())
              : "%s %s".formatted(move.what(), move.fromTo()));
    }
    return capital(String.join(", ", parts)) + ".";
  }

  /** One sentence: whatever else is worse, then better, new, gone. */
  private String others(List<Move> moved, List<Subject> alone) {
    List<String> parts = new ArrayList<>();
    for (Word word : List.of(Word.WORSE, Word.BETTER)) {
      part(parts, word, moved.stream().filter(move -> move.figure().word() == word), Move::briefly);
    }
    for (Word word : List.of(Word.NEW, Word.GONE)) {
      part(parts, word, alone.stream().filter(one -> one.alone() == word), Move::name);
    }
    if (parts.isEmpty()) {
      return isRestSame() ? "Nothing else moved." : "Nothing else is shown to have moved.";
    }
    return "Also " + String.join("; ", parts) + ".";
  }

  private static <T> void part(
      List<String> parts, Word word, Stream<T> which, Function<T, String> name) {
    List<String> names = which.map(name).distinct().toList();
    if (!names.isEmpty()) {
      parts.add(word.text() + ": " + listed(names));
    }
  }

  private static String alone(List<Subject> alone) {
    List<String> parts =
        alone.stream()
            .map(one -> Move.name(one) + " is " + Objects.requireNonNull(one.alone()).text())
            .toList();
    return listed(parts) + ".";
  }

  private static String listed(List<String> names) {
    int most = 3;
    return names.size() <= most
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, most)) + " and " + (names.size() - most) + " more";
  }

  private static String capital(String sentence) {
    return sentence.startsWith("the ") ? "T" + sentence.substring(1) : sentence;
  }
}

package io.spanline.experiments.experiment.verdict;

import io.spanline.captures.baseline.ToxicWords;
import io.spanline.experiments.compare.Figure;
import io.spanline.experiments.compare.Move;
import io.spanline.experiments.compare.Subject;
import io.spanline.experiments.compare.Subject.Kind;
import io.spanline.experiments.compare.Word;
import io.spanline.experiments.experiment.file.ExperimentRecord;
import io.spanline.experiments.experiment.file.ExperimentRecord.FaultAsked;
import io.spanline.experiments.experiment.file.ExperimentRecord.Recovery;
import io.spanline.experiments.experiment.plan.Outcome;
import io.spanline.experiments.experiment.verdict.Verdict.Affected;
import io.spanline.experiments.experiment.verdict.Verdict.Decisive;
import io.spanline.experiments.experiment.verdict.Verdict.Proof;
import io.spanline.experiments.experiment.verdict.Verdict.Radius;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An experiment in up to four sentences: what was done, what came of it, who felt it, the end. */
final class VerdictSentences {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  // Seconds: less is one or two requests.
  private static final BigDecimal AT_ONCE = new BigDecimal("0.1");

  private final ExperimentRecord record;
  private final @Nullable Proof proof;
  private final List<Decisive> decides;
  private final Radius radius;

  VerdictSentences(
      ExperimentRecord record, @Nullable Proof proof, List<Decisive> decides, Radius radius) {
    this.record = record;
    this.proof = proof;
    this.decides = decides;
    this.radius = radius;
  }

  /** Why a figure has its word. */
  static String reason(Decisive of) {
    Figure figure = of.figure();
    if (Boolean.FALSE.equals(of.blocksAgree())) {
      return "%s went %s, but not in every block by half of that".formatted(what(of), fromTo(of));
    }
    String change =
        figure.change() == null
            ? ""
            : figure.isRate()
                ? ", by %s points (%s)"
                    .formatted(
                        Words.number(percent(figure.change())),
                        Words.interval(percent(figure.changeLow()), percent(figure.changeHigh())))
                : ", %s times (%s)"
                    .formatted(
                        Words.number(figure.change()),
                        Words.interval(figure.changeLow(), figure.changeHigh()));
    return "%s is %s: %s%s".formatted(what(of), said(figure.word()), fromTo(of), change);
  }

  private static @Nullable BigDecimal percent(@Nullable BigDecimal rate) {
    return rate == null ? null : rate.multiply(HUNDRED);
  }

  private static String said(Word word) {
    return switch (word) {
      case SAME -> "the same";
      case OTHER_MIX -> "not judged, since other requests came";
      default -> word.text();
    };
  }

  private static Move move(Decisive of) {
    return new Move(
        new Subject(Kind.SERVICE, of.service(), of.service(), null, null, null, null, List.of()),
        of.figure());
  }

  private static String what(Decisive of) {
    return move(of).what();
  }

  private static String fromTo(Decisive of) {
    return move(of).fromTo();
  }

  /** Of an invalid run only what was done: nothing that it shows counts. */
  List<String> sentences(Outcome outcome) {
    List<String> sentences = new ArrayList<>(List.of(done() + "."));
    if (outcome == Outcome.INVALID) {
      return sentences;
    }
    if (!decides.isEmpty()) {
      sentences.add(cameOfIt() + ".");
    }
    String felt = felt();
    if (!felt.isEmpty()) {
      sentences.add(felt + ".");
    }
    if (!record.recoveries().isEmpty()) {
      sentences.add(end() + ".");
    }
    return sentences;
  }

  private String done() {
    FaultAsked fault = record.fault();
    if (fault == null || proof == null) {
      return "Nothing was injected";
    }
    String target = fault.edges().isEmpty() ? fault.target() : Words.edges(fault.edges());
    String asked =
        switch (fault.type()) {
          case FaultProof.LATENCY -> "slowed by %s ms".formatted(Words.number(proof.askedMs()));
          case "down" -> "down";
          default -> "under " + ToxicWords.what(fault.type(), fault.attributes());
        };
    return proof.proved()
        ? "%s was %s (%s)".formatted(target, asked, measured())
        : "%s was to be %s, which is not proved".formatted(target, asked);
  }

  private String measured() {
    Proof of = Objects.requireNonNull(proof);
    Affected faulty = of.faulty();
    if (faulty == null) {
      String measured =
          Words.number(of.measuredMs()) + " ms%s, " + Words.interval(of.lowMs(), of.highMs());
      return of.askedMs() == null
          ? "its calls took " + measured.formatted(" longer")
          : "measured " + measured.formatted("");
    }
    return FaultProof.fails(Objects.requireNonNull(record.fault()))
        ? "%s of %s calls failed".formatted(faulty.affected(), faulty.calls())
        : "%s of %s %s were slower"
            .formatted(
                faulty.affected(), faulty.calls(), record.traffic().isSent() ? "cases" : "calls");
  }

  /** Of what is worse if anything is: good news must not hide it. */
  private String cameOfIt() {
    List<Decisive> worse = having(figure -> figure.word() == Word.WORSE);
    List<Decisive> moved = worse.isEmpty() ? having(figure -> figure.word().isMove()) : worse;
    if (!moved.isEmpty()) {
      return String.join(
          ", ", moved.stream().map(each -> what(each) + " went " + fromTo(each)).toList());
    }
    return String.join(
        "; ",
        decides.stream()
            .map(
                each ->
                    "%s is %s, %s".formatted(what(each), said(each.figure().word()), fromTo(each)))
            .toList());
  }

  private List<Decisive> having(Predicate<Figure> which) {
    return decides.stream().filter(each -> which.test(each.figure())).toList();
  }

  private String felt() {
    List<String> parts = new ArrayList<>();
    part(parts, untold(radius.upstream()), " moved with it");
    part(
        parts,
        untold(radius.surprise()),
        record.fault() == null ? " moved" : " moved, which nothing explains");
    part(parts, radius.starved(), " got fewer requests, or none");
    boolean isAfterMoved = !parts.isEmpty() && radius.starved().isEmpty();
    part(parts, untold(radius.unmoved()), isAfterMoved ? " did not" : " did not move");
    List<String> unclear = untold(radius.unclear());
    part(
        parts,
        unclear,
        (unclear.size() == 1 ? " is" : " are")
            + (isAfterMoved ? " not shown to have" : " not shown to have moved"));
    return String.join("; ", parts);
  }

  /** Services but for those of which a figure that decides was said to have moved. */
  private List<String> untold(List<String> services) {
    List<String> told =
        having(figure -> figure.word().isMove()).stream().map(Decisive::service).toList();
    return services.stream().filter(name -> !told.contains(name)).toList();
  }

  private static void part(List<String> parts, List<String> names, String what) {
    if (!names.isEmpty()) {
      parts.add(Words.listed(names) + what);
    }
  }

  private String end() {
    for (Recovery each : record.recoveries()) {
      if (each.seconds() == null) {
        return "It did not recover within 30 s after round " + each.afterRound();
      }
    }
    BigDecimal longest =
        record.recoveries().stream()
            .map(Recovery::seconds)
            .filter(Objects::nonNull)
            .reduce(BigDecimal.ZERO, BigDecimal::max);
    return longest.compareTo(AT_ONCE) < 0
        ? "After each removal all was back at once"
        : "%s s after removal all was back".formatted(Words.number(longest));
  }
}

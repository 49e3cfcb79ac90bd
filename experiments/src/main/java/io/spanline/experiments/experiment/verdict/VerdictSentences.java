package io.spanline.experiments.experiment.verdict;

import io.spanline.captures.baseline.ToxicWords;
import io.spanline.experiments.compare.Figure;
import io.spanline.experiments.compare.Word;
import io.spanline.experiments.experiment.file.ExperimentRecord;
import io.spanline.experiments.experiment.file.ExperimentRecord.FaultAsked;
import io.spanline.experiments.experiment.file.ExperimentRecord.Recovery;
import io.spanline.experiments.experiment.plan.Outcome;
import io.spanline.experiments.experiment.verdict.Verdict.Affected;
import io.spanline.experiments.experiment.verdict.Verdict.Decisive;
import io.spanline.experiments.experiment.verdict.Verdict.Proof;
import io.spanline.experiments.experiment.verdict.Verdict.Radius;
import io.spanline.experiments.experiment.verdict.Verdict.Share;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An experiment in up to four sentences: what was done, what came of it, who felt it, the end. */
final class VerdictSentences {
  private static final BigDecimal NEARLY_ALL = new BigDecimal("0.95");
  private static final BigDecimal HARDLY_MORE = new BigDecimal("1.05");
  // Seconds: less is one or two requests.
  private static final BigDecimal AT_ONCE = new BigDecimal("0.1");

  private final ExperimentRecord record;
  private final @Nullable Proof proof;
  private final List<Decisive> decides;
  private final List<Share> passedOn;
  private final Radius radius;

  VerdictSentences(
      ExperimentRecord record,
      @Nullable Proof proof,
      List<Decisive> decides,
      List<Share> passedOn,
      Radius radius) {
    this.record = record;
    this.proof = proof;
    this.decides = decides;
    this.passedOn = passedOn;
    this.radius = radius;
  }

  /** That it did not recover, and which rounds were not sent for that. */
  static String unrecovered(ExperimentRecord record, Recovery which) {
    String what = "did not recover within 30 s after round " + which.afterRound();
    int next = record.rounds().size() + 1;
    int last = 2 * record.blocks();
    if (record.endedBy().isEmpty()) {
      return what;
    }
    return next == last
        ? "%s, so round %s was not sent".formatted(what, last)
        : "%s, so rounds %s to %s were not sent".formatted(what, next, last);
  }

  /** Of an invalid run only what was done: nothing that it shows counts. */
  List<String> sentences(Outcome outcome) {
    List<String> sentences = new ArrayList<>(List.of(done() + "."));
    if (outcome == Outcome.INVALID) {
      return sentences;
    }
    if (!decides.isEmpty()) {
      sentences.add(
          Stream.of(
                      Stream.of(cameOfIt()),
                      passedOn.stream().map(VerdictSentences::passed),
                      gaveUp())
                  .flatMap(parts -> parts)
                  .collect(Collectors.joining("; "))
              + ".");
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
          case FaultProof.LATENCY -> "slowed by %s ms".formatted(Words.asked(proof.askedMs()));
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
          ", ",
          moved.stream()
              .map(DecisiveWords::new)
              .map(each -> each.what() + " went " + each.fromTo())
              .toList());
    }
    return String.join(
        "; ",
        decides.stream()
            .map(DecisiveWords::new)
            .map(each -> "%s %s, %s".formatted(each.what(), each.is(), each.fromTo()))
            .toList());
  }

  /** Callers that wait only so long are not seen below that. */
  private Stream<String> gaveUp() {
    Long failed = proof == null ? null : proof.failed();
    Long before = proof == null ? null : proof.failedHealthy();
    BigDecimal longest = proof == null ? null : proof.longestMs();
    if (failed == null || before == null || longest == null) {
      return Stream.of();
    }
    if (failed == 0) {
      return Stream.of(
          "no caller gave up (nothing above %s s was tried)"
              .formatted(longest.movePointLeft(3).setScale(1, RoundingMode.CEILING)));
    }
    String ofHealthy = before == 0 ? "" : ", %s in healthy rounds".formatted(before);
    return Stream.of(failed + " of its calls failed or were given up" + ofHealthy);
  }

  private static String passed(Share of) {
    boolean isAll =
        of.low() != null
            && of.high() != null
            && of.low().compareTo(NEARLY_ALL) >= 0
            && of.high().compareTo(HARDLY_MORE) <= 0;
    return "%s passed on %s of the delay (%s %%)"
        .formatted(
            of.service(),
            isAll ? "all" : Words.number(Words.percent(of.share())) + " %",
            Words.interval(Words.percent(of.low()), Words.percent(of.high())));
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
        return "It " + unrecovered(record, each);
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

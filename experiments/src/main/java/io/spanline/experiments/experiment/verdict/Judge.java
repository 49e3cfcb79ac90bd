package io.spanline.experiments.experiment.verdict;

import io.spanline.captures.replay.ReplayLine;
import io.spanline.experiments.compare.Comparison;
import io.spanline.experiments.compare.Figure;
import io.spanline.experiments.compare.Limits;
import io.spanline.experiments.compare.RoundFigures;
import io.spanline.experiments.compare.RoundFigures.Decided;
import io.spanline.experiments.compare.Side;
import io.spanline.experiments.compare.Subject.Kind;
import io.spanline.experiments.compare.Word;
import io.spanline.experiments.experiment.file.CriterionAsked;
import io.spanline.experiments.experiment.file.ExperimentRecord;
import io.spanline.experiments.experiment.file.ExperimentRecord.FaultAsked;
import io.spanline.experiments.experiment.file.ExperimentRecord.Recovery;
import io.spanline.experiments.experiment.plan.Expectation;
import io.spanline.experiments.experiment.plan.Outcome;
import io.spanline.experiments.experiment.verdict.Verdict.Decisive;
import io.spanline.experiments.experiment.verdict.Verdict.Proof;
import io.spanline.experiments.experiment.verdict.Verdict.ResponseTime;
import io.spanline.experiments.experiment.verdict.Verdict.Share;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges an experiment by what it left. Equal files give an equal verdict, in whatever order the
 * requests are.
 */
public final class Judge {
  // If so many fail at once, the p95 of all is the 0.944 quantile of those that do not.
  private static final BigDecimal MANY_FAILED = new BigDecimal("0.1");

  private final ExperimentRecord record;
  private final Evidence evidence;
  private final Comparison compared;
  private final List<Decisive> decides;
  private final List<String> undecided;
  private final List<ResponseTime> responseTimes;
  private final @Nullable Proof proof;
  private final List<Share> passedOn;

  private Judge(ExperimentRecord record, Evidence evidence) {
    Limits limits = record.limits().limits();
    this.record = record;
    this.evidence = evidence;
    this.compared =
        Comparison.of(
            Side.of(evidence.observations(false)), Side.of(evidence.observations(true)), limits);
    RoundFigures figures = evidence.figures(limits);
    this.undecided = figures.undecided();
    this.decides = figures.decided().stream().map(Judge::decisive).toList();
    this.responseTimes =
        figures.ofCases().stream()
            .map(each -> new ResponseTime(each.service(), each.figure()))
            .toList();
    this.proof = evidence.proof();
    this.passedOn =
        proof != null && proof.proved() && proof.measuredMs() != null
            ? evidence.passedOn()
            : List.of();
  }

  /** What not every block shows is unclear. */
  private static Decisive decisive(Decided of) {
    Figure figure = of.figure();
    boolean isWorse = figure.word() == Word.WORSE;
    CriterionAsked asked = CriterionAsked.of(of.criterion());
    return new Decisive(
        of.service(),
        asked.operation(),
        isWorse && !of.blocksAgree() ? figure.with(Word.UNCLEAR) : figure,
        asked.maxAbsMs(),
        asked.maxAbsPercent(),
        isWorse ? (Boolean) of.blocksAgree() : null,
        of.reason());
  }

  /**
   * The verdict.
   *
   * @param requests of all rounds: a line's {@code repetition} is the number of its round
   * @param traces a capture with its manifest next to it; other traces in it do not count
   * @throws io.spanline.captures.DamagedFileException if the capture is not whole
   * @throws IllegalArgumentException if record and requests do not fit together
   */
  public static Verdict of(ExperimentRecord record, List<ReplayLine> requests, Path traces)
      throws IOException {
    return new Judge(record, Evidence.of(record, requests, traces)).verdict();
  }

  private Verdict verdict() {
    List<String> reasons = new ArrayList<>(invalid());
    Outcome outcome = reasons.isEmpty() ? decided(reasons) : Outcome.INVALID;
    Expectation expect = record.expect();
    FaultAsked fault = record.fault();
    Verdict.Radius radius =
        new BlastRadius(compared.subjects()).around(fault == null ? List.of() : fault.edges());
    return new Verdict(
        Verdict.SCHEMA,
        outcome,
        sentences(
            new VerdictSentences(record, proof, decides, passedOn, radius).sentences(outcome)),
        List.copyOf(reasons),
        proof,
        expect,
        asPredicted(expect, outcome),
        decides,
        responseTimes,
        passedOn.isEmpty() ? null : passedOn,
        radius,
        evidence.counts(),
        evidence.traces(),
        unrecovered().isPresent() ? null : longestRecovery(),
        compared.subjects());
  }

  private List<String> sentences(List<String> ofFigures) {
    List<String> sentences = new ArrayList<>(ofFigures);
    evidence.remarks().forEach(remark -> sentences.add(remark + "."));
    return sentences;
  }

  /** What is neither pass nor fail proves no prediction wrong. */
  private static @Nullable Boolean asPredicted(@Nullable Expectation expect, Outcome outcome) {
    boolean isDecided = outcome == Outcome.PASS || outcome == Outcome.FAIL;
    return (expect != null && isDecided) ? (Boolean) (expect.outcome() == outcome) : null;
  }

  private List<String> invalid() {
    List<String> reasons = new ArrayList<>();
    if (record.disturbed() != null) {
      reasons.add(record.disturbed());
    }
    reasons.addAll(evidence.problems());
    if (proof != null && !proof.proved()) {
      reasons.add("the fault is not proved: " + proof.reason());
    }
    if (!reasons.isEmpty()) {
      record
          .endedBy()
          .map(each -> VerdictSentences.unrecovered(record, each))
          .ifPresent(reasons::add);
    }
    return reasons;
  }

  private Outcome decided(List<String> reasons) {
    Outcome outcome = ofFigures(reasons);
    boolean isEnd = record.endedBy().isPresent();
    List<String> doubts = new ArrayList<>(evidence.doubts());
    unrecovered()
        .map(each -> VerdictSentences.unrecovered(record, each))
        .ifPresent(each -> doubts.add(isEnd ? 0 : doubts.size(), each));
    reasons.addAll(isEnd ? 0 : reasons.size(), doubts);
    return isEnd || (outcome == Outcome.PASS && !doubts.isEmpty()) ? Outcome.INCONCLUSIVE : outcome;
  }

  private Outcome ofFigures(List<String> reasons) {
    List<Word> words = decides.stream().map(each -> each.figure().word()).toList();
    decides.stream().map(DecisiveWords::new).map(DecisiveWords::reason).forEach(reasons::add);
    decides.forEach(each -> waited(each).ifPresent(reasons::add));
    if (!undecided.isEmpty()) {
      reasons.add(
          "%s was asked too, and does not decide; name it in the file's decides"
              .formatted(Words.listed(undecided)));
    }
    if (words.contains(Word.WORSE)) {
      return Outcome.FAIL;
    }
    boolean isPass = !words.isEmpty() && words.stream().allMatch(Word::isNotWorse);
    return isPass ? Outcome.PASS : Outcome.INCONCLUSIVE;
  }

  /** How much of a response time in faulty rounds its service knows nothing of, if it is much. */
  private Optional<String> waited(Decisive of) {
    Figure figure = of.figure();
    BigDecimal all = figure.after();
    if (!record.traffic().isSent() || of.operation() != null || failMany(of.service())) {
      return Optional.empty();
    }
    return compared.subjects().stream()
        .filter(each -> each.kind() == Kind.SERVICE && each.name().equals(of.service()))
        .flatMap(each -> each.figures().stream())
        .filter(each -> each.name().equals(figure.name()) && !each.isRate())
        .map(Figure::after)
        .filter(own -> own != null && all != null && isMuch(all.subtract(own), own))
        .map(own -> Objects.requireNonNull(all).subtract(Objects.requireNonNull(own)))
        .map(ms -> "%s ms were waited before %s".formatted(Words.number(ms), of.service()))
        .findFirst();
  }

  /** Failed requests are among the service's times, but have none here. */
  private boolean failMany(String service) {
    return compared.subjects().stream()
        .filter(each -> each.kind() == Kind.SERVICE && each.name().equals(service))
        .flatMap(each -> each.figures().stream())
        .filter(Figure::isRate)
        .map(Figure::after)
        .anyMatch(rate -> rate != null && rate.compareTo(MANY_FAILED) > 0);
  }

  private static boolean isMuch(BigDecimal wait, BigDecimal own) {
    return wait.compareTo(BigDecimal.TEN) > 0 && wait.multiply(BigDecimal.TEN).compareTo(own) > 0;
  }

  private Optional<Recovery> unrecovered() {
    return record.recoveries().stream().filter(each -> each.seconds() == null).findFirst();
  }

  private @Nullable BigDecimal longestRecovery() {
    return record.recoveries().stream()
        .map(Recovery::seconds)
        .filter(Objects::nonNull)
        .reduce(BigDecimal::max)
        .orElse(null);
  }
}

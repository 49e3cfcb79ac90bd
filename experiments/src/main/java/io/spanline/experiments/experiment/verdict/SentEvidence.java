package io.spanline.experiments.experiment.verdict;

import io.spanline.captures.replay.ReplayLine;
import io.spanline.experiments.compare.Limits;
import io.spanline.experiments.compare.RoundFigures;
import io.spanline.experiments.compare.RoundFigures.RoundPair;
import io.spanline.experiments.experiment.file.ExperimentRecord;
import io.spanline.experiments.experiment.file.ExperimentRecord.FaultAsked;
import io.spanline.experiments.experiment.file.ExperimentRecord.Round;
import io.spanline.experiments.experiment.verdict.TargetCalls.OfBlock;
import io.spanline.experiments.experiment.verdict.Verdict.Counts;
import io.spanline.experiments.experiment.verdict.Verdict.Share;
import io.spanline.experiments.experiment.verdict.Verdict.TraceCounts;
import io.spanline.model.Trace;
import io.spanline.model.TraceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What came of requests that Spanline sent, the same ones in each round. Which round a trace
 * belongs to says its id, so that no clock matters.
 */
final class SentEvidence extends Evidence {
  private static final double MOST_MISSING = 0.01;
  private static final Comparator<ReplayLine> ORDER =
      ReplayLine.ORDER.thenComparing(ReplayLine::traceId);

  private final Map<Integer, Round> rounds = new HashMap<>();
  private final Map<Integer, List<ReplayLine>> lines = new HashMap<>();
  private final Map<TraceId, ReplayLine> withoutTrace = new HashMap<>();

  SentEvidence(ExperimentRecord record, List<ReplayLine> requests) {
    super(record);
    for (Round round : record.rounds()) {
      rounds.put(round.number(), round);
      lines.put(round.number(), new ArrayList<>());
    }
    if (!record
        .roots()
        .equals(requests.stream().map(ReplayLine::service).distinct().sorted().toList())) {
      throw new IllegalArgumentException(
          "its roots are not the services that requests were sent to");
    }
    for (ReplayLine line : requests.stream().sorted(ORDER).toList()) {
      List<ReplayLine> ofRound = lines.get(line.repetition());
      if (ofRound == null) {
        throw new IllegalArgumentException(
            "request %s is of round %s, which the experiment does not have"
                .formatted(line.traceId(), line.repetition()));
      }
      ofRound.add(line);
      if (line.isSent() && withoutTrace.put(line.traceId(), line) != null) {
        throw new IllegalArgumentException("two requests became trace " + line.traceId());
      }
    }
  }

  @Override
  void add(Trace trace) {
    ReplayLine line = withoutTrace.remove(trace.traceId());
    Round round = line == null ? null : rounds.get(line.repetition());
    if (line != null && round != null) {
      count(round, line.original(), trace);
    }
  }

  @Override
  RoundFigures figures(Limits limits) {
    return RoundFigures.ofPairs(pairs(), record().roots(), record().criteria(), limits);
  }

  private List<RoundPair> pairs() {
    return blocks().stream()
        .map(
            block ->
                new RoundPair(
                    lines(block.healthy()),
                    lines(block.faulty()),
                    observations(block.healthy()),
                    observations(block.faulty())))
        .toList();
  }

  @Override
  List<Share> passedOn() {
    return new PassedOn(pairs(), calls()).shares();
  }

  private List<ReplayLine> lines(Round round) {
    return lines.getOrDefault(round.number(), List.of());
  }

  @Override
  FaultProof proof(FaultAsked fault) {
    return new PairedProof(fault, calls(), record().limits().maxDeltaMs());
  }

  private List<OfBlock> calls() {
    List<Block> blocks = blocks();
    Set<TraceId> failing =
        targetCalls().failingIn(blocks.stream().map(block -> block.healthy().number()).toList());
    return blocks.stream()
        .map(
            block ->
                targetCalls().between(block.healthy().number(), block.faulty().number(), failing))
        .toList();
  }

  /** Of each kind of rounds: what is missing of one alone is a difference. */
  @Override
  List<String> problems() {
    return Stream.of(
            problem("healthy", blocks().stream().map(Block::healthy).toList()),
            problem("faulty", blocks().stream().map(Block::faulty).toList()))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<String> problem(String kind, List<Round> rounds) {
    Counts counts = counts(rounds);
    long unsent = Math.max(0, counts.planned() - counts.sent());
    boolean isWhole =
        counts.planned() > 0
            && unsent + counts.late() + counts.missing() <= MOST_MISSING * counts.planned();
    return isWhole
        ? Optional.empty()
        : Optional.of(
            "of %s requests of %s rounds %s were not sent, %s were late, %s have no trace: more than 1 %%"
                .formatted(counts.planned(), kind, unsent, counts.late(), counts.missing()));
  }

  @Override
  List<String> doubts() {
    return List.of();
  }

  @Override
  List<String> remarks() {
    return List.of();
  }

  @Override
  Counts counts() {
    return counts(record().rounds());
  }

  private Counts counts(List<Round> of) {
    List<ReplayLine> all = of.stream().flatMap(round -> lines(round).stream()).toList();
    return new Counts(
        of.stream().mapToLong(Round::planned).sum(),
        all.stream().filter(ReplayLine::isSent).count(),
        all.stream().filter(ReplayLine::isLate).count(),
        all.stream().filter(ReplayLine::isDropped).count(),
        all.stream()
            .filter(line -> line.isSent() && withoutTrace.containsKey(line.traceId()))
            .count());
  }

  @Override
  @Nullable TraceCounts traces() {
    return null;
  }
}

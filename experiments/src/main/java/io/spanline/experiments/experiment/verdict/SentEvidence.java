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
import java.util.Set;
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

  @Override
  List<String> problems() {
    Counts counts = counts();
    long unsent = Math.max(0, counts.planned() - counts.sent());
    boolean isWhole =
        counts.planned() > 0
            && unsent + counts.late() + counts.missing() <= MOST_MISSING * counts.planned();
    return isWhole
        ? List.of()
        : List.of(
            "of %s requests %s were not sent, %s were late, %s have no trace: more than 1 %%"
                .formatted(counts.planned(), unsent, counts.late(), counts.missing()));
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
    List<ReplayLine> all = lines.values().stream().flatMap(List::stream).toList();
    return new Counts(
        record().rounds().stream().mapToLong(Round::planned).sum(),
        all.stream().filter(ReplayLine::isSent).count(),
        all.stream().filter(ReplayLine::isLate).count(),
        all.stream().filter(ReplayLine::isDropped).count(),
        withoutTrace.size());
  }

  @Override
  @Nullable TraceCounts traces() {
    return null;
  }
}

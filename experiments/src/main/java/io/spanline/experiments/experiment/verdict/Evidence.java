package io.spanline.experiments.experiment.verdict;

import io.spanline.captures.DamagedFileException;
import io.spanline.captures.TimeRange;
import io.spanline.captures.baseline.BaselineTally;
import io.spanline.captures.baseline.Observations;
import io.spanline.captures.line.CaptureReader;
import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.replay.ReplayLine;
import io.spanline.experiments.compare.RoundFigures.RoundPair;
import io.spanline.experiments.experiment.file.ExperimentRecord;
import io.spanline.experiments.experiment.file.ExperimentRecord.FaultAsked;
import io.spanline.experiments.experiment.file.ExperimentRecord.Round;
import io.spanline.model.Trace;
import io.spanline.model.TraceId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What happened in each round: its requests, the traces that they became, the target's calls. */
final class Evidence {
  // Which round a trace belongs to says its id, so that no clock matters.
  private static final TimeRange ALWAYS = new TimeRange(Instant.EPOCH, Instant.MAX);

  private static final Comparator<ReplayLine> ORDER =
      ReplayLine.ORDER.thenComparing(ReplayLine::traceId);

  private final SortedMap<Integer, OfRound> rounds = new TreeMap<>();
  private final boolean isEndedEarly;
  private final Map<TraceId, ReplayLine> withoutTrace = new HashMap<>();
  private final TargetCalls targetCalls;

  private static final class OfRound {
    private final Round round;
    private final List<ReplayLine> lines = new ArrayList<>();
    private final BaselineTally tally = new BaselineTally();

    OfRound(Round round) {
      this.round = round;
    }
  }

  private Evidence(ExperimentRecord record, List<ReplayLine> requests) {
    FaultAsked fault = record.fault();
    this.isEndedEarly = record.endedBy().isPresent();
    this.targetCalls = new TargetCalls(fault == null ? List.of() : fault.edges());
    record.rounds().forEach(round -> rounds.put(round.number(), new OfRound(round)));
    for (ReplayLine line : requests.stream().sorted(ORDER).toList()) {
      OfRound round = rounds.get(line.repetition());
      if (round == null) {
        throw new IllegalArgumentException(
            "request %s is of round %s, which the experiment does not have"
                .formatted(line.traceId(), line.repetition()));
      }
      round.lines.add(line);
      if (line.isSent() && withoutTrace.put(line.traceId(), line) != null) {
        throw new IllegalArgumentException("two requests became trace " + line.traceId());
      }
    }
  }

  /**
   * Reads the traces.
   *
   * @throws DamagedFileException if the capture is not the one that its manifest describes
   * @throws IllegalArgumentException if a request is of no round, or two became one trace
   */
  static Evidence of(ExperimentRecord record, List<ReplayLine> requests, Path traces)
      throws IOException {
    Evidence evidence = new Evidence(record, requests);
    Manifest.Capture capture = CaptureFolder.manifest(traces).capture();
    CaptureReader.Read read = CaptureReader.read(traces, evidence::add);
    if (read.lines() != capture.lines() || !read.sha256().equals(capture.sha256())) {
      throw DamagedFileException.otherThanItsManifest(traces);
    }
    return evidence;
  }

  private void add(Trace trace) {
    ReplayLine line = withoutTrace.remove(trace.traceId());
    OfRound round = line == null ? null : rounds.get(line.repetition());
    if (line != null && round != null) {
      round.tally.add(trace, ALWAYS);
      targetCalls.add(line, trace);
    }
  }

  /** In their order; not one whose healthy round could not begin. */
  List<RoundPair> blocks() {
    return pairs().stream()
        .map(
            pair ->
                new RoundPair(
                    pair.healthy.lines,
                    pair.faulty.lines,
                    pair.healthy.tally.observations(),
                    pair.faulty.tally.observations()))
        .toList();
  }

  /** The target's calls in the order of the blocks. */
  List<TargetCalls.OfBlock> targetCalls() {
    Set<TraceId> failing =
        targetCalls.failingIn(pairs().stream().map(pair -> pair.healthy.round.number()).toList());
    return pairs().stream()
        .map(
            pair ->
                targetCalls.between(
                    pair.healthy.round.number(), pair.faulty.round.number(), failing))
        .toList();
  }

  /** What the traces of the blocks' healthy rounds, in their order, say; or of faulty ones. */
  Observations[] observations(boolean faulty) {
    return pairs().stream()
        .map(pair -> faulty ? pair.faulty : pair.healthy)
        .map(each -> each.tally.observations())
        .toArray(Observations[]::new);
  }

  Verdict.Counts counts() {
    List<ReplayLine> lines = rounds.values().stream().flatMap(each -> each.lines.stream()).toList();
    return new Verdict.Counts(
        rounds.values().stream().mapToLong(each -> each.round.planned()).sum(),
        lines.stream().filter(ReplayLine::isSent).count(),
        lines.stream().filter(ReplayLine::isLate).count(),
        lines.stream().filter(ReplayLine::isDropped).count(),
        withoutTrace.size());
  }

  private record Pair(OfRound healthy, OfRound faulty) {}

  private List<Pair> pairs() {
    SortedMap<Integer, List<OfRound>> blocks = new TreeMap<>();
    rounds
        .values()
        .forEach(
            each -> blocks.computeIfAbsent(each.round.block(), n -> new ArrayList<>()).add(each));
    List<Pair> pairs = new ArrayList<>();
    blocks.forEach(
        (number, both) -> {
          if (isEndedEarly && number.equals(blocks.lastKey()) && isOnlyFaulty(both)) {
            return; // its healthy round could not begin
          }
          both.sort(Comparator.comparing(each -> each.round.faulty()));
          if (both.size() != 2 || both.get(0).round.faulty() || !both.get(1).round.faulty()) {
            throw new IllegalArgumentException(
                "block %s is not a healthy and a faulty round".formatted(number));
          }
          pairs.add(new Pair(both.get(0), both.get(1)));
        });
    return pairs;
  }

  private static boolean isOnlyFaulty(List<OfRound> block) {
    return block.size() == 1 && block.get(0).round.faulty();
  }
}

package io.spanline.experiments.experiment.verdict;

import io.spanline.captures.DamagedFileException;
import io.spanline.captures.TimeRange;
import io.spanline.captures.baseline.BaselineTally;
import io.spanline.captures.baseline.Observations;
import io.spanline.captures.line.CaptureReader;
import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.replay.ReplayLine;
import io.spanline.experiments.compare.Limits;
import io.spanline.experiments.compare.RoundFigures;
import io.spanline.experiments.experiment.file.ExperimentRecord;
import io.spanline.experiments.experiment.file.ExperimentRecord.FaultAsked;
import io.spanline.experiments.experiment.file.ExperimentRecord.Round;
import io.spanline.experiments.experiment.verdict.Verdict.Counts;
import io.spanline.experiments.experiment.verdict.Verdict.Proof;
import io.spanline.experiments.experiment.verdict.Verdict.Share;
import io.spanline.experiments.experiment.verdict.Verdict.TraceCounts;
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
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What happened in each round, and what decides of it. */
abstract sealed class Evidence permits SentEvidence, ExternalEvidence {
  /** For a tally of traces whose round is known. */
  static final TimeRange ALWAYS = new TimeRange(Instant.EPOCH, Instant.MAX);

  private final ExperimentRecord record;
  private final Map<Integer, BaselineTally> tallies = new HashMap<>();
  private final TargetCalls targetCalls;

  Evidence(ExperimentRecord record) {
    FaultAsked fault = record.fault();
    this.record = record;
    this.targetCalls = new TargetCalls(fault == null ? List.of() : fault.edges());
    record.rounds().forEach(round -> tallies.put(round.number(), new BaselineTally()));
  }

  /**
   * Reads the traces.
   *
   * @param requests that Spanline sent; none if others did
   * @throws DamagedFileException if the capture is not the one that its manifest describes
   * @throws IllegalArgumentException if a request is of no round, or two became one trace
   */
  static Evidence of(ExperimentRecord record, List<ReplayLine> requests, Path traces)
      throws IOException {
    Manifest manifest = CaptureFolder.manifest(traces);
    Evidence evidence =
        record.traffic().isSent()
            ? new SentEvidence(record, requests)
            : new ExternalEvidence(record, manifest);
    CaptureReader.Read read = CaptureReader.read(traces, evidence::add);
    Manifest.Capture capture = manifest.capture();
    if (read.lines() != capture.lines() || !read.sha256().equals(capture.sha256())) {
      throw DamagedFileException.otherThanItsManifest(traces);
    }
    return evidence;
  }

  /** Adds a trace of the capture, which may be of no round. */
  abstract void add(Trace trace);

  /** The figures that decide. */
  abstract RoundFigures figures(Limits limits);

  /** How much of the delay those who were asked passed on; none if nothing pairs the requests. */
  abstract List<Share> passedOn();

  abstract FaultProof proof(FaultAsked fault);

  /** Whether the fault acted; null if none was asked for. */
  final @Nullable Proof proof() {
    FaultAsked fault = record.fault();
    return fault == null ? null : proof(fault).proof();
  }

  /** Why nothing that the rounds show counts. */
  abstract List<String> problems();

  /** Why that nothing got worse is not shown by what the rounds show. */
  abstract List<String> doubts();

  /** What has to be said whatever comes of it. */
  abstract List<String> remarks();

  /** Requests that Spanline sent; null if others did. */
  abstract @Nullable Counts counts();

  /** Traces of what others sent; null if Spanline did. */
  abstract @Nullable TraceCounts traces();

  final ExperimentRecord record() {
    return record;
  }

  final TargetCalls targetCalls() {
    return targetCalls;
  }

  /** Adds a trace of a round; the case is the trace itself if there are none. */
  final void count(Round round, TraceId original, Trace trace) {
    BaselineTally tally = tallies.get(round.number());
    if (tally != null) {
      tally.add(trace, ALWAYS);
      targetCalls.add(round.number(), original, trace);
    }
  }

  /** What the traces of the blocks' healthy rounds, in their order, say; or of faulty ones. */
  final Observations[] observations(boolean faulty) {
    return blocks().stream()
        .map(block -> observations(faulty ? block.faulty() : block.healthy()))
        .toArray(Observations[]::new);
  }

  final Observations observations(Round round) {
    return tallies.getOrDefault(round.number(), new BaselineTally()).observations();
  }

  /** The two rounds of a block. */
  record Block(Round healthy, Round faulty) {}

  /** In their order; not one whose healthy round could not begin. */
  final List<Block> blocks() {
    boolean isEndedEarly = record.endedBy().isPresent();
    SortedMap<Integer, List<Round>> blocks = new TreeMap<>();
    record
        .rounds()
        .forEach(round -> blocks.computeIfAbsent(round.block(), n -> new ArrayList<>()).add(round));
    List<Block> pairs = new ArrayList<>();
    blocks.forEach(
        (number, both) -> {
          if (isEndedEarly && number.equals(blocks.lastKey()) && isOnlyFaulty(both)) {
            return; // its healthy round could not begin
          }
          both.sort(Comparator.comparing(Round::faulty));
          if (both.size() != 2 || both.get(0).faulty() || !both.get(1).faulty()) {
            throw new IllegalArgumentException(
                "block %s is not a healthy and a faulty round".formatted(number));
          }
          pairs.add(new Block(both.get(0), both.get(1)));
        });
    return pairs;
  }

  private static boolean isOnlyFaulty(List<Round> block) {
    return block.size() == 1 && block.get(0).faulty();
  }
}

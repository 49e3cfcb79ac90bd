package io.spanline.experiments.experiment.verdict;

import io.spanline.captures.baseline.BaselineTally;
import io.spanline.captures.baseline.Observations;
import io.spanline.captures.manifest.Manifest;
import io.spanline.experiments.compare.Limits;
import io.spanline.experiments.compare.RoundFigures;
import io.spanline.experiments.compare.RoundFigures.TracePair;
import io.spanline.experiments.experiment.file.ExperimentRecord;
import io.spanline.experiments.experiment.file.ExperimentRecord.FaultAsked;
import io.spanline.experiments.experiment.file.ExperimentRecord.Round;
import io.spanline.experiments.experiment.verdict.TargetCalls.OfRound;
import io.spanline.experiments.experiment.verdict.Verdict.Counts;
import io.spanline.experiments.experiment.verdict.Verdict.Share;
import io.spanline.experiments.experiment.verdict.Verdict.TraceCounts;
import io.spanline.model.Span;
import io.spanline.model.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What came of requests that others sent. A trace is of the round that it began in, if it was over
 * before the fault was changed: one that was not saw both.
 */
final class ExternalEvidence extends Evidence {
  private static final long LEAST_OF_ROUND = 20;
  private static final double MOST_UNFINISHED = 0.01;

  private final Manifest manifest;
  private final Duration length;
  // A trace's first request alone: of these it is known that others sent them.
  private final Map<Integer, BaselineTally> firsts = new HashMap<>();
  private final Map<Round, Long> counted = new HashMap<>();
  private final Map<Round, Long> unfinished = new HashMap<>();

  ExternalEvidence(ExperimentRecord record, Manifest manifest) {
    super(record);
    this.manifest = manifest;
    this.length = Duration.ofSeconds(Objects.requireNonNull(record.roundSeconds()));
    record.rounds().forEach(round -> firsts.put(round.number(), new BaselineTally()));
  }

  @Override
  void add(Trace trace) {
    Instant start = trace.start();
    for (Round round : record().rounds()) {
      if (!start.isBefore(round.began()) && start.isBefore(round.began().plus(length))) {
        if (start.plusNanos(trace.durationNanos()).isAfter(round.ended())) {
          unfinished.merge(round, 1L, Long::sum);
        } else {
          counted.merge(round, 1L, Long::sum);
          count(round, trace.traceId(), trace);
          addFirst(round, trace);
        }
      }
    }
  }

  private void addFirst(Round round, Trace trace) {
    Span root = trace.root();
    Span first =
        root != null && root.kind().isEntry()
            ? root
            : trace.requests().stream().findFirst().orElse(null);
    BaselineTally tally = firsts.get(round.number());
    if (first != null && tally != null) {
      tally.add(
          new Trace(trace.traceId(), trace.revision(), trace.outcome(), List.of(first)), ALWAYS);
    }
  }

  private Observations firsts(Round round) {
    return firsts.getOrDefault(round.number(), new BaselineTally()).observations();
  }

  /** Of the services that others asked by their first requests; of others by all. */
  @Override
  RoundFigures figures(Limits limits) {
    return RoundFigures.ofTraces(
        traces(this::firsts), traces(this::observations), record().criteria());
  }

  private List<TracePair> traces(Function<Round, Observations> of) {
    return blocks().stream()
        .map(block -> new TracePair(of.apply(block.healthy()), of.apply(block.faulty())))
        .toList();
  }

  @Override
  List<Share> passedOn() {
    return List.of();
  }

  @Override
  FaultProof proof(FaultAsked fault) {
    return new UnpairedProof(
        fault, calls(Block::healthy), calls(Block::faulty), record().limits().maxDeltaMs());
  }

  private List<OfRound> calls(Function<Block, Round> side) {
    return blocks().stream().map(side).map(round -> targetCalls().of(round.number())).toList();
  }

  @Override
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (Round round : record().rounds()) {
      long requests =
          firsts(round).services().values().stream()
              .mapToLong(service -> service.all().outcomes().count())
              .sum();
      if (requests < LEAST_OF_ROUND) {
        problems.add(
            "round %s had %s requests, it takes %s: send more, or take longer rounds"
                .formatted(round.number(), requests, LEAST_OF_ROUND));
      }
    }
    if (!manifest.source().oddClocks().isEmpty()) {
      problems.add(
          "the clock of %s is off, and rounds are told apart by time"
              .formatted(Words.listed(List.copyOf(manifest.source().oddClocks().keySet()))));
    }
    return problems;
  }

  @Override
  List<String> doubts() {
    List<String> doubts = new ArrayList<>();
    for (boolean isFaulty : new boolean[] {false, true}) {
      long left = sum(unfinished, round -> round.faulty() == isFaulty);
      long all = left + sum(counted, round -> round.faulty() == isFaulty);
      if (left > MOST_UNFINISHED * all) {
        doubts.add(
            "%s of %s traces that began in %s rounds were not over when the fault was changed, and do"
                    .formatted(left, all, isFaulty ? "faulty" : "healthy")
                + " not count: more than 1 %, and the slowest ones; take longer rounds");
      }
    }
    Manifest.Incomplete incomplete = manifest.incomplete();
    if (incomplete != null) {
      doubts.add("traces may be missing: " + String.join("; ", incomplete.reasons()));
    }
    return doubts;
  }

  @Override
  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    remarks.add(
        "Traffic was not Spanline's: rounds are told apart by time, and requests are not paired");
    long sampled = manifest.counts().sampled();
    if (sampled > 0) {
      remarks.add(
          "%s of %s traces are a sample: what the sampler dropped may be slower or fail more"
              .formatted(sampled, manifest.counts().traces()));
    }
    return remarks;
  }

  @Override
  @Nullable Counts counts() {
    return null;
  }

  @Override
  TraceCounts traces() {
    return new TraceCounts(sum(counted, round -> true), sum(unfinished, round -> true));
  }

  private static long sum(Map<Round, Long> counts, Predicate<Round> of) {
    return counts.entrySet().stream()
        .filter(each -> of.test(each.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}

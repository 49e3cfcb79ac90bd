package io.spanline.experiments.experiment.verdict;

import io.spanline.captures.BaselineName;
import io.spanline.captures.replay.ReplayLine;
import io.spanline.captures.verification.CapturesOnDisk;
import io.spanline.experiments.compare.Criterion;
import io.spanline.experiments.compare.Limits;
import io.spanline.experiments.experiment.file.CriterionAsked;
import io.spanline.experiments.experiment.file.ExperimentRecord;
import io.spanline.experiments.experiment.file.ExperimentRecord.FaultAsked;
import io.spanline.experiments.experiment.file.ExperimentRecord.LimitsAsked;
import io.spanline.experiments.experiment.file.ExperimentRecord.Recovery;
import io.spanline.experiments.experiment.file.ExperimentRecord.Round;
import io.spanline.experiments.experiment.plan.Expectation;
import io.spanline.experiments.experiment.plan.Outcome;
import io.spanline.experiments.experiment.plan.TrafficSource;
import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.TraceId;
import io.spanline.model.Traces;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Rounds of 120 requests, ABBA, to service-a, which calls service-b; every second one goes on to
 * service-c.
 */
final class MadeUpExperiment {
  static final String B_TO_C = "service-b->service-c";
  static final int CASES = 120;

  private final Path data;
  private final List<ReplayLine> requests = new ArrayList<>();
  private final List<Trace> traces = new ArrayList<>();
  private final List<Round> rounds = new ArrayList<>();
  private int blocks = 4;
  private boolean hasTraces = true;
  private int lastRound = Integer.MAX_VALUE;
  private @Nullable FaultAsked fault;
  private @Nullable Expectation expect;
  private @Nullable List<CriterionAsked> decides;
  private List<Recovery> recoveries = List.of();
  private Slower slower = (block, number) -> 0;
  private Predicate<MadeUpRequest> fails = request -> false;
  private Predicate<MadeUpRequest> isMissing = request -> false;
  private Predicate<MadeUpRequest> isDropped = request -> false;
  private final Set<MadeUpTrace.Option> options = EnumSet.noneOf(MadeUpTrace.Option.class);
  private boolean isClockBackwards;
  private @Nullable String disturbed;
  private @Nullable Integer roundSeconds;
  private long waitNanos = 1_000_000;

  MadeUpExperiment(Path data) {
    this.data = data;
  }

  /** By how many milliseconds the call to service-c is slower in a faulty round. */
  interface Slower {
    double millis(int block, int number);
  }

  MadeUpExperiment blocks(int number) {
    blocks = number;
    return this;
  }

  MadeUpExperiment fault(String type, SortedMap<String, Long> attributes, double toxicity) {
    fault = new FaultAsked(type, "b-to-c", "downstream", toxicity, attributes, List.of(B_TO_C));
    return this;
  }

  MadeUpExperiment fault(String type) {
    return fault(type, new TreeMap<>(), 1);
  }

  /** On another edge. */
  MadeUpExperiment on(String edge) {
    FaultAsked asked = Objects.requireNonNull(fault);
    fault =
        new FaultAsked(
            asked.type(),
            asked.target(),
            asked.stream(),
            asked.toxicity(),
            asked.attributes(),
            List.of(edge));
    return this;
  }

  MadeUpExperiment latency(long millis) {
    return latency(millis, 1);
  }

  MadeUpExperiment latency(long millis, double toxicity) {
    SortedMap<String, Long> attributes = new TreeMap<>();
    attributes.put("latency", millis);
    return fault("latency", attributes, toxicity);
  }

  MadeUpExperiment slower(Slower by) {
    slower = by;
    return this;
  }

  MadeUpExperiment failing(Predicate<MadeUpRequest> which) {
    fails = which;
    return this;
  }

  MadeUpExperiment with(MadeUpTrace.Option option) {
    options.add(option);
    return this;
  }

  /** Later rounds have earlier traces. */
  MadeUpExperiment clockBackwards() {
    isClockBackwards = true;
    return this;
  }

  /** How long each request waits before service-a. */
  MadeUpExperiment waiting(Duration time) {
    waitNanos = time.toNanos();
    return this;
  }

  MadeUpExperiment missing(Predicate<MadeUpRequest> which) {
    isMissing = which;
    return this;
  }

  MadeUpExperiment dropped(Predicate<MadeUpRequest> which) {
    isDropped = which;
    return this;
  }

  /** Spanline sent nothing; what counts began within 5 s, and was over 2 s later. */
  MadeUpExperiment external() {
    roundSeconds = 5;
    return this;
  }

  /** Traces of the capture that are no request's. */
  MadeUpExperiment also(List<Trace> others) {
    traces.addAll(others);
    return this;
  }

  MadeUpExperiment disturbed(String why) {
    disturbed = why;
    return this;
  }

  MadeUpExperiment decides(Criterion... figures) {
    decides = Arrays.stream(figures).map(CriterionAsked::of).toList();
    return this;
  }

  MadeUpExperiment expect(Outcome outcome) {
    expect = new Expectation(outcome, "nobody waits less");
    return this;
  }

  MadeUpExperiment recovered(@Nullable String seconds) {
    recoveries =
        List.of(
            new Recovery(2, new BigDecimal("1.5")),
            new Recovery(3, seconds == null ? null : new BigDecimal(seconds)));
    return this;
  }

  /** Whatever made it was lost before the traces were captured. */
  MadeUpExperiment withoutTraces() {
    hasTraces = false;
    return this;
  }

  /** No round was sent after that one, a faulty one. */
  MadeUpExperiment endedAfter(int round) {
    lastRound = round;
    recoveries = List.of(new Recovery(round, null));
    return this;
  }

  MadeUpExperiment made() {
    for (int number = 1; number <= Math.min(2 * blocks, lastRound); number++) {
      int block = (number + 1) / 2;
      boolean isFaultyFirst = block % 4 == 2 || block % 4 == 3;
      round(block, isFaultyFirst == (number % 2 == 1));
    }
    traces.sort(Comparator.comparing(Trace::start).thenComparing(Trace::traceId));
    return this;
  }

  List<ReplayLine> requests() {
    return requests;
  }

  ExperimentRecord record() {
    return record(new ExperimentRecord.Source("capture_002.json", "1".repeat(64)));
  }

  /** The capture of the requests is that of the traces. */
  ExperimentRecord record(ExperimentRecord.Source traces) {
    boolean isSent = roundSeconds == null;
    return new ExperimentRecord(
        ExperimentRecord.SCHEMA,
        "made up",
        null,
        Spans.EPOCH,
        isSent ? TrafficSource.REPLAY : TrafficSource.EXTERNAL,
        isSent ? traces : null,
        isSent ? new ExperimentRecord.Source("requests.yaml", "2".repeat(64)) : null,
        isSent ? CASES : null,
        isSent ? 50.0 : null,
        roundSeconds,
        blocks,
        fault,
        LimitsAsked.of(Limits.DEFAULT),
        decides,
        expect,
        isSent ? List.of("service-a") : List.of(),
        isSent ? new TreeMap<>(Map.of("service-a", "http://127.0.0.1:8080")) : null,
        isSent ? "0".repeat(15) + "2" : null,
        rounds,
        recoveries,
        hasTraces ? traces : null,
        disturbed);
  }

  Path capture() throws IOException {
    return new CapturesOnDisk(data).write(1, BaselineName.NORMAL, traces);
  }

  Verdict verdict() throws IOException {
    return Judge.of(record(), roundSeconds == null ? requests : List.of(), capture());
  }

  private void round(int block, boolean isFaulty) {
    int number = rounds.size() + 1;
    Instant began = Spans.EPOCH.plusSeconds(10L * number);
    Integer length = roundSeconds;
    Round round =
        length == null
            ? new Round(number, block, isFaulty, began, began.plusSeconds(9), CASES, CASES, 0, 0)
            : new Round(number, block, isFaulty, began, began.plusSeconds(length + 2), 0, 0, 0, 0);
    rounds.add(round);
    Random random = new Random(number);
    for (int i = 0; i < CASES; i++) {
      add(new MadeUpRequest(round, i), random);
    }
  }

  private void add(MadeUpRequest of, Random random) {
    TraceId id = new TraceId(2, 1000L * of.round().number() + of.number() + 1);
    Duration start =
        Duration.between(Spans.EPOCH, of.round().began()).plusMillis(20L * of.number());
    boolean isFailed = of.callsC() && fails.test(of);
    double more =
        of.round().faulty() && of.callsC() ? slower.millis(of.round().block(), of.number()) : 0;
    Span root = null;
    Duration traced =
        isClockBackwards ? start.plusSeconds(1000 - 20L * of.round().number()) : start;
    List<Span> spans =
        new MadeUpTrace(id, traced, random, options).spans(of.callsC(), more, isFailed);
    for (Span span : spans) {
      root = root == null ? span : root;
    }
    if (!isMissing.test(of)) {
      traces.add(Traces.complete(spans));
    }
    long nanos = Objects.requireNonNull(root).durationNanos();
    Long took = isDropped.test(of) ? null : (Long) (nanos + waitNanos);
    requests.add(of.line(id, start, took, isFailed));
  }
}

package io.spanline.experiments.experiment.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.spanline.captures.Decimals;
import io.spanline.captures.Schemas;
import io.spanline.experiments.compare.Criterion;
import io.spanline.experiments.compare.Criterion.Quantity;
import io.spanline.experiments.compare.Limits;
import io.spanline.experiments.experiment.plan.Expectation;
import io.spanline.experiments.experiment.plan.TrafficSource;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code experiment.json}: what was asked, and what happened, but for the requests and traces.
 *
 * @param traffic a replay in what earlier versions wrote, which says nothing of it
 * @param capture whose requests were replayed; null if none were
 * @param requestsFile with what the capture does not hold of them; null for none
 * @param cases requests of a round; null if others sent them
 * @param rate requests a second; null likewise
 * @param roundSeconds from the begin of a round, in which the requests began that count; null
 *     unless others sent them
 * @param fault null if none was asked for
 * @param decides figures that do; null for p95 and error rate of the roots, by the limits
 * @param expect null if nobody predicted anything
 * @param roots services that Spanline asked, ascending
 * @param targets where requests of each of them went; null if others sent them, or in what earlier
 *     versions wrote
 * @param traceIdPrefix what all trace ids of the rounds begin with, 16 hex digits; null if others
 *     sent them
 * @param rounds in the order in which they ran
 * @param recoveries after each removal of the fault; after one that did not come no round was sent
 * @param traces the capture of what the requests became; null until it was taken
 * @param disturbed why the rounds are not what was asked, such as another toxic on the target; null
 *     if they are
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExperimentRecord(
    String schema,
    String name,
    @Nullable String description,
    Instant began,
    TrafficSource traffic,
    @Nullable Source capture,
    @Nullable Source requestsFile,
    @Nullable Integer cases,
    @Nullable Double rate,
    @Nullable Integer roundSeconds,
    int blocks,
    @Nullable FaultAsked fault,
    LimitsAsked limits,
    @Nullable List<CriterionAsked> decides,
    @Nullable Expectation expect,
    List<String> roots,
    @Nullable SortedMap<String, String> targets,
    @Nullable String traceIdPrefix,
    List<Round> rounds,
    List<Recovery> recoveries,
    @Nullable Source traces,
    @Nullable String disturbed) {
  public static final String SCHEMA = "spanline.experiment/1";

  public ExperimentRecord {
    Schemas.require(name, "name");
    Schemas.require(began, "began");
    traffic = traffic == null ? TrafficSource.REPLAY : traffic;
    if (traffic == TrafficSource.REPLAY) {
      Schemas.require(capture, "capture");
    }
    if (traffic.isSent()) {
      Schemas.require(traceIdPrefix, "trace_id_prefix");
    } else {
      Schemas.require(roundSeconds, "round_seconds");
    }
    Schemas.require(limits, "limits");
    decides = decides == null || decides.isEmpty() ? null : List.copyOf(decides);
    roots = List.copyOf(roots);
    targets = targets == null ? null : Collections.unmodifiableSortedMap(new TreeMap<>(targets));
    rounds = List.copyOf(rounds);
    recoveries = List.copyOf(recoveries);
  }

  /** The figures that decide. */
  public List<Criterion> criteria() {
    return decides == null
        ? List.of(
            Criterion.ofRoots(Quantity.P95, limits.limits()),
            Criterion.ofRoots(Quantity.ERROR_RATE, limits.limits()))
        : decides.stream().map(CriterionAsked::criterion).toList();
  }

  /**
   * The recovery that did not come, so that the rounds that were left were not sent; empty if all
   * were.
   */
  public Optional<Recovery> endedBy() {
    Recovery last = recoveries.isEmpty() ? null : recoveries.get(recoveries.size() - 1);
    return Optional.ofNullable(last)
        .filter(each -> each.seconds() == null && each.afterRound() == rounds.size())
        .filter(each -> rounds.size() < 2 * blocks);
  }

  /** A file, as it was. */
  public record Source(String file, String sha256) {}

  /**
   * What was done in faulty rounds.
   *
   * @param type a toxic of Toxiproxy, or down
   * @param target the proxy
   * @param edges whose calls go through it, as {@code a->b}
   */
  public record FaultAsked(
      String type,
      String target,
      String stream,
      double toxicity,
      SortedMap<String, Long> attributes,
      List<String> edges) {
    public FaultAsked {
      attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
      edges = List.copyOf(edges);
    }
  }

  /** What is large enough to matter; points are percentage points of the error rate. */
  public record LimitsAsked(BigDecimal maxRatio, BigDecimal maxDeltaMs, BigDecimal maxPoints) {
    private static final int NANOS_OF_MILLI = 6;
    private static final int HUNDREDTHS = 2;

    /** As they are judged by. */
    public static LimitsAsked of(Limits limits) {
      return new LimitsAsked(
          BigDecimal.valueOf(limits.ratio()),
          Decimals.millis(limits.delta()),
          BigDecimal.valueOf(limits.points()).movePointRight(HUNDREDTHS));
    }

    /** For a comparison. */
    public Limits limits() {
      return new Limits(
          maxRatio.doubleValue(),
          Duration.ofNanos(maxDeltaMs.movePointRight(NANOS_OF_MILLI).longValue()),
          maxPoints.movePointLeft(HUNDREDTHS).doubleValue());
    }
  }

  /**
   * A round of all cases, or of what others sent, of which Spanline planned and sent nothing.
   *
   * @param number from 1: the repetition of its lines in {@code requests.json}
   * @param block from 1: a healthy and a faulty round
   * @param ended when the last answer had come or, if others sent, when the last trace that counts
   *     had to be over
   * @param late requests that were sent more than 10 ms after their time
   * @param dropped requests that were not sent
   */
  public record Round(
      int number,
      int block,
      boolean faulty,
      Instant began,
      Instant ended,
      int planned,
      int sent,
      int late,
      int dropped) {}

  /**
   * How long it took from the end of a removal until 20 requests in a row were answered as in
   * healthy rounds.
   *
   * @param afterRound the faulty round's number
   * @param seconds null if it did not within 30 s
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Recovery(int afterRound, @Nullable BigDecimal seconds) {}
}

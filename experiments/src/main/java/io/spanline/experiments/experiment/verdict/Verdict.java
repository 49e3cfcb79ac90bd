package io.spanline.experiments.experiment.verdict;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.spanline.experiments.compare.Figure;
import io.spanline.experiments.compare.Subject;
import io.spanline.experiments.experiment.plan.Expectation;
import io.spanline.experiments.experiment.plan.Outcome;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code verdict.json}: what an experiment showed. It holds nothing of the machine that computed
 * it, so that whoever computes it again gets the same bytes.
 *
 * @param sentences what was done and measured, what moved, what came of it; for people. Of an
 *     invalid run only the first: nothing that it shows counts. What else has to be known of the
 *     traffic comes last
 * @param reasons why the outcome is this one
 * @param proof null if no fault was asked for
 * @param expect what was predicted; null if nothing was
 * @param asPredicted whether the outcome is that; null likewise, or if it is neither pass nor fail
 * @param decides the figures that do
 * @param responseTimes by how much the same cases were slower; they do not decide
 * @param passedOn how much of the delay each service that was asked passed on; null unless it is
 *     proved that the fault slows every call
 * @param radius the target's edges, what calls them, and what else moved
 * @param counts the requests that Spanline sent; null if others did
 * @param traces those of what others sent; null if Spanline did
 * @param recoverySeconds longest of all, in seconds; null if nothing was removed, or it did not
 *     recover
 * @param compared all subjects of the traces, healthy against faulty rounds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Verdict(
    String schema,
    Outcome outcome,
    List<String> sentences,
    List<String> reasons,
    @Nullable Proof proof,
    @Nullable Expectation expect,
    @Nullable Boolean asPredicted,
    List<Decisive> decides,
    List<ResponseTime> responseTimes,
    @Nullable List<Share> passedOn,
    Radius radius,
    @Nullable Counts counts,
    @Nullable TraceCounts traces,
    @Nullable BigDecimal recoverySeconds,
    List<Subject> compared) {
  public static final String SCHEMA = "spanline.verdict/1";

  /**
   * A deciding figure: of a service that was asked, of its answers; of another one, of its traces.
   *
   * @param operation null for all requests of the service
   * @param maxAbsMs what it may be in faulty rounds, if that decides and not the change
   * @param maxAbsPercent likewise, of an error rate
   * @param blocksAgree whether each block shows at least half of what all show, or each faulty
   *     round is above what it may be; null unless it is worse
   * @param reason why there is no clear word for it; null if its figures say it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Decisive(
      String service,
      @Nullable String operation,
      Figure figure,
      @Nullable BigDecimal maxAbsMs,
      @Nullable BigDecimal maxAbsPercent,
      @Nullable Boolean blocksAgree,
      @Nullable String reason) {}

  /**
   * The response time of the same cases, healthy and faulty; of each the mean of its blocks.
   *
   * @param service that was asked
   */
  public record ResponseTime(String service, Figure figure) {}

  /**
   * Whether the fault acted.
   *
   * @param calls on the target's edges, in all rounds
   * @param askedMs what was asked for
   * @param measuredMs by how much an edge's gap grew: the centre of all pairs or, without pairs,
   *     the difference of the medians; null if nothing was measured
   * @param lowMs of its 95 % interval
   * @param failed calls of faulty rounds that failed or that nobody waited for any longer; null
   *     unless the fault slows every call
   * @param failedHealthy those of healthy rounds that failed by themselves; null likewise
   * @param longestMs the longest gap of a call in faulty rounds; null likewise
   * @param healthy the calls of healthy rounds; null unless the fault makes calls fail
   * @param faulty those of faulty rounds
   * @param reason why it is not proved; null if it is
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Proof(
      boolean proved,
      long calls,
      @Nullable BigDecimal askedMs,
      @Nullable BigDecimal measuredMs,
      @Nullable BigDecimal lowMs,
      @Nullable BigDecimal highMs,
      @Nullable Long failed,
      @Nullable Long failedHealthy,
      @Nullable BigDecimal longestMs,
      @Nullable Affected healthy,
      @Nullable Affected faulty,
      @Nullable String reason) {}

  /**
   * Calls on the target's edges.
   *
   * @param affected those that failed or had no answer; of a fault that slows some connections
   *     only, those slowed by at least half of what was asked
   */
  public record Affected(long calls, long affected) {}

  /**
   * How much of the injected delay a service that was asked passed on.
   *
   * @param cases of all blocks that say so
   * @param share 1 for all of it: the centre of the cases' shares
   * @param low of its 95 % interval; null if there is no such bound
   * @param high likewise
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Share(
      String service,
      long cases,
      BigDecimal share,
      @Nullable BigDecimal low,
      @Nullable BigDecimal high) {}

  /**
   * Who felt it.
   *
   * @param target edges that the fault was put on
   * @param upstream services that call them, directly or not, and moved: expected
   * @param surprise others that moved, or are gone
   * @param starved the target's callees, and services below them, that got fewer requests, or none
   * @param unmoved services all of whose figures, and those of their operations, are the same
   * @param unclear services that are not shown to have moved, nor to be the same
   */
  public record Radius(
      List<String> target,
      List<String> upstream,
      List<String> surprise,
      List<String> starved,
      List<String> unmoved,
      List<String> unclear) {}

  /**
   * Requests of all rounds.
   *
   * @param missing those sent without a trace in the capture
   */
  public record Counts(long planned, long sent, long late, long dropped, long missing) {}

  /**
   * Traces that began in a round.
   *
   * @param counted those that were over before the fault was changed
   * @param unfinished the others, which do not count
   */
  public record TraceCounts(long counted, long unfinished) {}
}

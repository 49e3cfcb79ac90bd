package io.spanline.bench.verdict;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the trials came to. All shares are fractions of 1.
 *
 * @param trials of equal sides, for each row
 * @param effectTrials of each factor, for each row
 * @param rows latencies with the other rules next to them
 * @param equal further kinds of equal sides
 * @param pairs what is found of pairs
 */
public record VerdictResult(
    long seed,
    int trials,
    @JsonProperty("effect_trials") int effectTrials,
    List<Row> rows,
    List<EqualRow> equal,
    List<PairRow> pairs) {
  /** The greatest share of reports on equal sides that may call anything worse. */
  public static final double MOST = 0.02;

  public VerdictResult {
    rows = List.copyOf(rows);
    equal = List.copyOf(equal);
    pairs = List.copyOf(pairs);
  }

  /**
   * One shape and number of samples.
   *
   * @param found of each factor that was tried, ascending
   * @param smallestP50 the least of the factors that is found in 80 % of trials, interpolated; null
   *     if none is
   */
  public record Row(
      Shape shape,
      boolean judged,
      int samples,
      @JsonProperty("false_alarms") FalseAlarms falseAlarms,
      List<Found> found,
      @JsonProperty("smallest_p50") @Nullable Double smallestP50,
      @JsonProperty("smallest_p95") @Nullable Double smallestP95) {
    public Row {
      found = List.copyOf(found);
    }

    /** Whether the promise is kept. */
    public boolean isKept() {
      return !judged || falseAlarms.compare() <= MOST;
    }

    /** What was found of a factor, which must be one of those tried. */
    Found of(double factor) {
      return found.stream().filter(each -> each.factor() == factor).findFirst().orElseThrow();
    }
  }

  /**
   * Equal sides, and the share of reports that call anything worse.
   *
   * @param before requests of each service on the first side
   * @param after on the second
   */
  public record EqualRow(String sides, boolean judged, int before, int after, double compare) {
    /** Whether the promise is kept. */
    public boolean isKept() {
      return !judged || compare <= MOST;
    }
  }

  /** Pairs of requests of which those to one service are slower on the second side. */
  public record PairRow(Shape shape, int samples, List<FoundOfPairs> found) {
    public PairRow {
      found = List.copyOf(found);
    }
  }

  /** Reports that call the service worse whose times were multiplied by a factor. */
  public record FoundOfPairs(double factor, double compare) {}

  /** Reports on equal sides that call something worse, by each rule. */
  public record FalseAlarms(double compare, double ratio, double ranks) {}

  /** Reports that call the root worse, whose latencies were multiplied by a factor. */
  public record Found(double factor, double p50, double p95, double ratio, double ranks) {}

  /** Whether every judged row keeps the promise. */
  public boolean isKept() {
    return rows.stream().allMatch(Row::isKept) && equal.stream().allMatch(EqualRow::isKept);
  }
}

package io.spanline.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.spanline.topic.Ledger;
import io.spanline.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * The answer of {@code GET /v1/ledger}: the account of every partition and of all together.
 *
 * @param balanced whether every sum of every partition holds: false while one is missing
 * @param missing partitions that have not spoken yet, or not so that it can be read; the total
 *     lacks them
 */
public record LedgerSummary(
    boolean balanced,
    Ledger.Records records,
    Ledger.Spans spans,
    long unkeyed,
    long repaired,
    List<Integer> missing,
    List<Partition> partitions) {
  public LedgerSummary {
    missing = List.copyOf(missing);
    partitions = List.copyOf(partitions);
  }

  /**
   * A partition's account.
   *
   * @param clockLagMillis how far its watermark is behind the wall clock: about a second where
   *     nothing waits, more while traces are open or records wait to be read
   */
  public record Partition(
      @JsonUnwrapped Ledger ledger, @JsonProperty("clock_lag_ms") long clockLagMillis) {
    static Partition of(Ledger ledger, Instant now) {
      Duration lag = Duration.between(ledger.watermark(), now);
      return new Partition(ledger, Math.max(0, lag.toMillis()));
    }
  }

  /** The account that rows of partitions make up. */
  public static LedgerSummary of(Collection<Ledger> rows, Instant now) {
    List<Integer> spoken = rows.stream().map(Ledger::partition).toList();
    List<Integer> missing =
        IntStream.range(0, Topics.OTLP_SPANS.partitions())
            .boxed()
            .filter(partition -> !spoken.contains(partition))
            .toList();
    return new LedgerSummary(
        missing.isEmpty() && rows.stream().allMatch(Ledger::balanced),
        new Ledger.Records(
            sum(rows, row -> row.records().consumed()),
            sum(rows, row -> row.records().decoded()),
            sum(rows, row -> row.records().dead())),
        new Ledger.Spans(
            sum(rows, row -> row.spans().received()),
            sum(rows, row -> row.spans().emitted()),
            sum(rows, row -> row.spans().duplicate()),
            sum(rows, row -> row.spans().truncated()),
            sum(rows, row -> row.spans().rejected()),
            sum(rows, row -> row.spans().expired()),
            sum(rows, row -> row.spans().open())),
        sum(rows, Ledger::unkeyed),
        sum(rows, Ledger::repaired),
        missing,
        rows.stream()
            .sorted(Comparator.comparingInt(Ledger::partition))
            .map(row -> Partition.of(row, now))
            .toList());
  }

  private static long sum(Collection<Ledger> rows, ToLongFunction<Ledger> number) {
    return rows.stream().mapToLong(number).sum();
  }
}

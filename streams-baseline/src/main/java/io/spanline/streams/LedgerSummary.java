package io.spanline.streams;

import io.spanline.topic.Ledger;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The answer of {@code GET /v1/ledger}: the account of every partition and of all together.
 *
 * @param balanced whether every sum holds
 * @param missing partitions that have not spoken yet; the total lacks them
 */
record LedgerSummary(
    boolean balanced,
    Ledger.Records records,
    Ledger.Spans spans,
    long unkeyed,
    List<Integer> missing,
    List<Ledger> partitions) {
  LedgerSummary {
    missing = List.copyOf(missing);
    partitions = partitions.stream().sorted(Comparator.comparingInt(Ledger::partition)).toList();
  }

  static LedgerSummary of(Collection<Ledger> rows, List<Integer> missing) {
    return new LedgerSummary(
        rows.stream().allMatch(Ledger::balanced),
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
            sum(rows, row -> row.spans().open())),
        sum(rows, Ledger::unkeyed),
        missing,
        List.copyOf(rows));
  }

  private static long sum(Collection<Ledger> rows, ToLongFunction<Ledger> number) {
    return rows.stream().mapToLong(number).sum();
  }
}

package io.spanline.streams.rest;

import io.spanline.api.Edges;
import io.spanline.model.Call;
import io.spanline.rest.Query;
import io.spanline.statistics.CallTally;
import io.spanline.statistics.StatisticsSubject;
import io.spanline.statistics.StatisticsSubject.Edge;
import io.spanline.statistics.StatisticsSubject.Service;
import io.spanline.streams.statistics.StatisticsRules;
import io.spanline.topic.EdgeStatistics;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Answers questions about the calls of services to each other. */
final class EdgeQueries {
  static final Set<String> PARAMETERS = Set.of("caller", "callee");

  // These names stand for whoever it was.
  private static final Set<String> NOBODY = Set.of(Call.UNKNOWN_CALLEE, StatisticsSubject.OVERFLOW);

  private final StatisticsRules rules;
  private final Tables tables;
  private final Recent<List<Edges.Totals>> summaries;

  EdgeQueries(StatisticsRules rules, Tables tables) {
    this.rules = rules;
    this.tables = tables;
    this.summaries = new Recent<>(this::summarize, System::nanoTime);
  }

  /** Every edge that had a call within the retention, in order of callers, then callees. */
  List<Edges.Totals> all(Query query) {
    return summaries.get().stream().filter(edge -> isAsked(edge, query)).toList();
  }

  private List<Edges.Totals> summarize() {
    Retained retained = new Retained(rules, tables.ledger());
    Map<Edge, SummedWindows> edges =
        new TreeMap<>(Comparator.comparing(Edge::caller).thenComparing(Edge::callee));
    Set<String> seen = new HashSet<>(NOBODY);
    tables.statistics(
        "",
        row -> {
          if (!retained.holds(row)) {
            return;
          }
          if (row.subject() instanceof Edge edge) {
            edges.computeIfAbsent(edge, SummedWindows::new).add(row);
            if (((CallTally) row.tally()).server().count() > 0) {
              seen.add(edge.callee());
            }
          } else if (row.subject() instanceof Service one) {
            seen.add(one.service());
          }
        });
    return edges.values().stream()
        .filter(sum -> !sum.isEmpty())
        .map(sum -> totals(sum, seen))
        .toList();
  }

  /**
   * An edge.
   *
   * @param seen callees that send spans
   */
  private static Edges.Totals totals(SummedWindows sum, Set<String> seen) {
    EdgeStatistics whole = EdgeStatistics.of(sum.whole());
    return new Edges.Totals(
        whole.caller(),
        whole.callee(),
        seen.contains(whole.callee()) ? null : false,
        whole.calls(),
        whole.unanswered(),
        whole.errors(),
        whole.errorRate(),
        whole.client(),
        whole.server(),
        whole.gap(),
        sum.windows(),
        sum.newest().stream().map(EdgeStatistics::of).toList());
  }

  private static boolean isAsked(Edges.Totals edge, Query query) {
    return query.text("caller").map(edge.caller()::equals).orElse(true)
        && query.text("callee").map(edge.callee()::equals).orElse(true);
  }
}

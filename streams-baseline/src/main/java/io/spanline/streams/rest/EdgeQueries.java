package io.spanline.streams.rest;

import io.spanline.api.Edges;
import io.spanline.rest.Query;
import io.spanline.statistics.StatisticsSubject.Edge;
import io.spanline.streams.statistics.StatisticsRules;
import io.spanline.topic.EdgeStatistics;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Answers questions about the calls of services to each other. */
final class EdgeQueries {
  static final Set<String> PARAMETERS = Set.of("caller", "callee");

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
    tables.statistics(
        "",
        row -> {
          if (row.subject() instanceof Edge edge && retained.holds(row)) {
            edges.computeIfAbsent(edge, SummedWindows::new).add(row);
          }
        });
    return edges.values().stream().filter(sum -> !sum.isEmpty()).map(EdgeQueries::totals).toList();
  }

  private static Edges.Totals totals(SummedWindows sum) {
    EdgeStatistics whole = EdgeStatistics.of(sum.whole());
    return new Edges.Totals(
        whole.caller(),
        whole.callee(),
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

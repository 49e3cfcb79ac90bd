package io.spanline.bench.examine;

import io.spanline.topic.EdgeStatistics.Latencies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Rows of the statistics, in order. */
public record StatisticsRows(SortedMap<RowKey, Figures> rows) {
  public StatisticsRows {
    rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
  }

  /**
   * What a row is of.
   *
   * @param service or the caller of an edge
   * @param part its operation or callee, as it is shown; empty for all of the service
   * @param start of the window, since the start of the traffic's plan
   */
  public record RowKey(String service, String part, Duration start) implements Comparable<RowKey> {
    static RowKey requests(String service, @Nullable String operation, Duration start) {
      return new RowKey(service, operation == null ? "" : "/" + operation, start);
    }

    static RowKey edge(String caller, String callee, Duration start) {
      return new RowKey(caller, "->" + callee, start);
    }

    @Override
    public int compareTo(RowKey other) {
      return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
      return "%s%s@+%04ds".formatted(service, part, start.toSeconds());
    }
  }

  /**
   * What a row says.
   *
   * @param own durations of the requests, or of the calls by the caller's clock; null if there are
   *     none
   * @param server the callee's durations of answered calls; null if there are none
   * @param gap between caller and callee, of answered calls; null if there are none
   */
  public record Figures(
      Counts counts, @Nullable Latencies own, @Nullable Latencies server, @Nullable Latencies gap) {
    static Figures ofRequests(long all, long errors, @Nullable Latencies own) {
      return new Figures(new Counts(all, errors, 0), own, null, null);
    }
  }

  /**
   * How many there were.
   *
   * @param all requests, or calls of an edge
   * @param unanswered calls; 0 of requests
   */
  public record Counts(long all, long errors, long unanswered) {}

  /** The rows of windows that start before a moment. */
  public StatisticsRows before(Duration end) {
    SortedMap<RowKey, Figures> first = new TreeMap<>(rows);
    first.keySet().removeIf(key -> key.start().compareTo(end) >= 0);
    return new StatisticsRows(first);
  }

  /** The services that have rows, and the callers of edges. */
  Set<String> services() {
    Set<String> services = new TreeSet<>();
    rows.keySet().forEach(key -> services.add(key.service()));
    return services;
  }

  /**
   * In words, each row that is not the same in both; what only others than these services have is
   * not looked at.
   *
   * @param which the name of these rows
   */
  List<String> differences(String which, StatisticsRows found, Set<String> services) {
    Set<RowKey> keys = new TreeSet<>(rows.keySet());
    found.rows.keySet().stream().filter(key -> services.contains(key.service())).forEach(keys::add);
    List<String> differences = new ArrayList<>();
    for (RowKey key : keys) {
      String one = words(rows, key);
      String other = words(found.rows, key);
      if (!one.equals(other)) {
        differences.add("%s: %s says %s, the topic %s".formatted(key, which, one, other));
      }
    }
    return differences;
  }

  private static String words(Map<RowKey, Figures> rows, RowKey key) {
    Figures figures = rows.get(key);
    return figures == null ? "nothing" : figures.toString();
  }
}

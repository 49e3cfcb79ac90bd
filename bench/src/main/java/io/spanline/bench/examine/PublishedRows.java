package io.spanline.bench.examine;

import io.spanline.bench.examine.StatisticsRows.Counts;
import io.spanline.bench.examine.StatisticsRows.Figures;
import io.spanline.bench.examine.StatisticsRows.RowKey;
import io.spanline.harness.process.TopicReader;
import io.spanline.topic.EdgeStatistics;
import io.spanline.topic.EdgeStatistics.Latencies;
import io.spanline.topic.ServiceStatistics;
import io.spanline.topic.Topic;
import io.spanline.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The statistics as a reader of their topics has them: the last row of each key. */
public final class PublishedRows {
  private PublishedRows() {}

  /**
   * The rows of now.
   *
   * @param base what the windows' starts count from
   */
  public static StatisticsRows rows(String bootstrap, Instant base) {
    SortedMap<RowKey, Figures> rows = new TreeMap<>();
    for (ServiceStatistics row : last(bootstrap, Topics.SERVICE_STATISTICS)) {
      Duration start = Duration.between(base, row.windowStart());
      rows.put(RowKey.requests(row.service(), row.operation(), start), figures(row));
    }
    for (EdgeStatistics row : last(bootstrap, Topics.EDGE_STATISTICS)) {
      Duration start = Duration.between(base, row.windowStart());
      rows.put(RowKey.edge(row.caller(), row.callee(), start), figures(row));
    }
    return new StatisticsRows(rows);
  }

  /** Requests by service, in all windows; operations are in their services. */
  public static SortedMap<String, Long> requests(String bootstrap) {
    SortedMap<String, Long> requests = new TreeMap<>();
    last(bootstrap, Topics.SERVICE_STATISTICS).stream()
        .filter(row -> row.operation() == null)
        .forEach(row -> requests.merge(row.service(), row.requests(), Long::sum));
    return requests;
  }

  /** The rows of these services, callers of edges too, that do not say yet that they are final. */
  static long open(String bootstrap, Set<String> services) {
    return Stream.concat(
            last(bootstrap, Topics.SERVICE_STATISTICS).stream()
                .filter(row -> services.contains(row.service()) && !row.isFinal()),
            last(bootstrap, Topics.EDGE_STATISTICS).stream()
                .filter(row -> services.contains(row.caller()) && !row.isFinal()))
        .count();
  }

  private static <V> Collection<V> last(String bootstrap, Topic<String, V> topic) {
    Map<String, V> rows = new HashMap<>();
    TopicReader.forEach(
        bootstrap,
        topic,
        update -> {
          if (update.value() == null) {
            rows.remove(update.key());
          } else {
            rows.put(update.key(), update.value());
          }
        });
    return rows.values();
  }

  private static Figures figures(ServiceStatistics row) {
    return Figures.ofRequests(row.requests(), row.errors(), times(row));
  }

  private static @Nullable Latencies times(ServiceStatistics row) {
    Double p50 = row.p50Millis();
    Double p95 = row.p95Millis();
    Double min = row.minMillis();
    Double max = row.maxMillis();
    Double sum = row.sumMillis();
    return p50 == null || p95 == null || min == null || max == null || sum == null
        ? null
        : new Latencies(row.timed(), p50, p95, min, max, sum, row.exact());
  }

  private static Figures figures(EdgeStatistics row) {
    Counts counts = new Counts(row.calls(), row.errors(), row.unanswered());
    return new Figures(counts, row.client(), row.server(), row.gap());
  }
}

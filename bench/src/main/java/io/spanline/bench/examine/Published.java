package io.spanline.bench.examine;

import io.spanline.bench.part.TopicReader;
import io.spanline.topic.EdgeStatistics;
import io.spanline.topic.ServiceStatistics;
import io.spanline.topic.Topic;
import io.spanline.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The statistics as a reader of their topics has them: the last row of each key. */
public final class Published {
  private Published() {}

  /**
   * The rows of now.
   *
   * @param base what the windows' starts count from
   */
  public static SortedMap<RowKey, Figures> rows(String bootstrap, Instant base) {
    SortedMap<RowKey, Figures> rows = new TreeMap<>();
    for (ServiceStatistics row : last(bootstrap, Topics.SERVICE_STATISTICS)) {
      Duration start = Duration.between(base, row.windowStart());
      rows.put(RowKey.requests(row.service(), row.operation(), start), figures(row));
    }
    for (EdgeStatistics row : last(bootstrap, Topics.EDGE_STATISTICS)) {
      Duration start = Duration.between(base, row.windowStart());
      rows.put(RowKey.edge(row.caller(), row.callee(), start), figures(row));
    }
    return rows;
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
    Times own = Times.ofMillis(row.requests(), row.minMillis(), row.maxMillis(), row.sumMillis());
    return new Figures(row.requests(), row.errors(), 0, own, Times.NONE, Times.NONE);
  }

  private static Figures figures(EdgeStatistics row) {
    EdgeStatistics.Latencies server = row.server();
    EdgeStatistics.Latencies gap = row.gap();
    return new Figures(
        row.calls(),
        row.errors(),
        row.unanswered(),
        times(row.client()),
        server == null ? Times.NONE : times(server),
        gap == null ? Times.NONE : times(gap));
  }

  private static Times times(EdgeStatistics.Latencies row) {
    return Times.ofMillis(row.samples(), row.minMillis(), row.maxMillis(), row.sumMillis());
  }
}

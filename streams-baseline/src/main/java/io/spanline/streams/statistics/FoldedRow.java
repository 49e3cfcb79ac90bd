package io.spanline.streams.statistics;

import io.spanline.statistics.StatisticsRow;
import io.spanline.statistics.StatisticsSubject;
import io.spanline.topic.EdgeStatistics;
import io.spanline.topic.ServiceStatistics;
import org.jspecify.annotations.Nullable;

/**
 * What the fold publishes of a subject in a window.
 *
 * @param row null if the window is over: a tombstone on every topic that had the row
 */
public record FoldedRow(StatisticsSubject subject, @Nullable StatisticsRow row) {

  /** Whether people read it on the topic of the edges; else on that of the services. */
  public boolean isOfEdge() {
    return subject instanceof StatisticsSubject.Edge;
  }

  public @Nullable ServiceStatistics serviceStatistics() {
    return row == null ? null : ServiceStatistics.of(row);
  }

  public @Nullable EdgeStatistics edgeStatistics() {
    return row == null ? null : EdgeStatistics.of(row);
  }
}

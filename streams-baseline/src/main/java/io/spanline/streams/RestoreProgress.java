package io.spanline.streams;

import io.spanline.api.HealthReport.Restoring;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** What state is being read back from its changelog, and how far it has come. Thread-safe. */
final class RestoreProgress implements StateRestoreListener {
  private final Map<TopicPartition, Restoring> restoring = new ConcurrentHashMap<>();

  /** In order of stores, then partitions; empty where all is there. */
  List<Restoring> now() {
    return restoring.values().stream()
        .sorted(Comparator.comparing(Restoring::store).thenComparing(Restoring::partition))
        .toList();
  }

  @Override
  public void onRestoreStart(
      TopicPartition changelog, String store, long startingOffset, long endingOffset) {
    restoring.put(
        changelog, new Restoring(store, changelog.partition(), 0, endingOffset - startingOffset));
  }

  @Override
  public void onBatchRestored(
      TopicPartition changelog, String store, long batchEndOffset, long numRestored) {
    restoring.computeIfPresent(
        changelog,
        (partition, so) ->
            new Restoring(store, so.partition(), so.restored() + numRestored, so.total()));
  }

  @Override
  public void onRestoreEnd(TopicPartition changelog, String store, long totalRestored) {
    restoring.remove(changelog);
  }

  @Override
  public void onRestoreSuspended(TopicPartition changelog, String store, long totalRestored) {
    restoring.remove(changelog);
  }
}

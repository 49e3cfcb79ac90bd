package io.spanline.streams.statistics;

import org.apache.kafka.streams.state.KeyValueStore;

/** How far each input partition has come; what all of them have passed is their least. */
final class Watermarks {
  private final KeyValueStore<Integer, Long> store;
  private final long[] byPartition;

  Watermarks(KeyValueStore<Integer, Long> store, int partitions) {
    this.store = store;
    this.byPartition = new long[partitions];
    for (int partition = 0; partition < partitions; partition++) {
      Long saved = store.get(partition);
      byPartition[partition] = saved == null ? 0 : saved;
    }
  }

  void advance(StatisticsUpdate.Watermark watermark) {
    int partition = watermark.partition();
    byPartition[partition] = Math.max(byPartition[partition], watermark.millis());
    store.put(partition, byPartition[partition]);
  }

  /** Milliseconds; 0 while a partition has not spoken yet. */
  long passedByAll() {
    long least = Long.MAX_VALUE;
    for (long watermark : byPartition) {
      least = Math.min(least, watermark);
    }
    return least;
  }
}

package io.spanline.capture.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** One offset for each partition that was asked about. */
record PartitionOffsets(Map<TopicPartition, Long> offsets) {
  PartitionOffsets {
    offsets = Map.copyOf(offsets);
  }

  /** Collects offsets of different partitions. */
  static final class Builder {
    private final Map<TopicPartition, Long> offsets = new HashMap<>();

    void put(TopicPartition partition, long offset) {
      offsets.put(partition, offset);
    }

    PartitionOffsets build() {
      return new PartitionOffsets(offsets);
    }
  }

  long of(TopicPartition partition) {
    Long offset = offsets.get(partition);
    if (offset == null) {
      throw new IllegalArgumentException("no offset is known of " + partition);
    }
    return offset;
  }
}

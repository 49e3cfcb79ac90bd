package io.spanline.capture.kafka;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** One offset for each partition that was asked about. */
record PartitionOffsets(Map<TopicPartition, Long> offsets) {
  PartitionOffsets {
    offsets = Map.copyOf(offsets);
  }

  long of(TopicPartition partition) {
    Long offset = offsets.get(partition);
    if (offset == null) {
      throw new IllegalArgumentException("no offset is known of " + partition);
    }
    return offset;
  }
}

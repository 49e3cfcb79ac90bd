package io.spanline.capture.kafka;

import io.spanline.capture.kafka.TraceSource.RecordReader;
import io.spanline.capture.order.Refusal;
import io.spanline.capture.order.StopSignal;
import io.spanline.captures.manifest.Manifest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A topic's committed records from a time on, read bit by bit: each reading goes as far as there is
 * something then.
 */
public final class TopicSlice implements AutoCloseable {
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private final Broker broker;
  private final String topic;

  /**
   * The records that the broker dates at or after a time.
   *
   * @throws Refusal if the broker does not answer or has no such topic
   */
  public TopicSlice(String address, String topic, Instant from, StopSignal stop) {
    this.broker = new Broker(address);
    this.topic = topic;
    try {
      List<TopicPartition> partitions = broker.partitions(topic, stop);
      PartitionOffsets starts = broker.atTime(partitions, from.toEpochMilli(), stop);
      PartitionOffsets ends = broker.stable(partitions, stop);
      for (TopicPartition partition : partitions) {
        long start = starts.of(partition);
        next.put(partition, start < 0 ? ends.of(partition) : start);
      }
    } catch (RuntimeException e) {
      broker.close();
      throw e;
    }
  }

  /**
   * Hands over what has not been yet.
   *
   * @param to only records that are dated before it, as far as their order goes; null for all
   * @throws Refusal if the broker stops answering
   */
  public void read(@Nullable Instant to, StopSignal stop, RecordReader reader) throws IOException {
    List<TopicPartition> partitions = List.copyOf(next.keySet());
    PartitionOffsets ends = broker.stable(partitions, stop);
    @Nullable PartitionOffsets bounds =
        to == null ? null : broker.atTime(partitions, to.toEpochMilli(), stop);
    List<Manifest.Offsets> offsets = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      long bound = bounds == null ? -1 : bounds.of(partition);
      long end = bound < 0 ? ends.of(partition) : Math.min(bound, ends.of(partition));
      offsets.add(
          new Manifest.Offsets(partition.partition(), next.getOrDefault(partition, 0L), end));
    }
    if (offsets.stream().allMatch(of -> of.from() >= of.to())) {
      return;
    }
    try {
      broker.read(new Extent(topic, offsets, null), stop, reader);
    } catch (KafkaException e) {
      throw broker.silent(e);
    }
    offsets.forEach(
        read -> next.merge(new TopicPartition(topic, read.partition()), read.to(), Math::max));
  }

  @Override
  public void close() {
    broker.close();
  }
}

package io.spanline.clients.recount;

import io.spanline.clients.CommittedRecords;
import io.spanline.topic.CommittedReader.Extent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The records of a topic, those with the same key together. They are read twice: only the first
 * pass knows which is a key's last, so that the second holds no more than the keys that are not
 * whole yet.
 */
final class WholeTraces {
  private final Map<String, Integer> left = new HashMap<>();
  private final Map<String, List<ConsumerRecord<String, byte[]>>> waiting = new HashMap<>();
  private final Consumer<List<ConsumerRecord<String, byte[]>>> each;

  private WholeTraces(Consumer<List<ConsumerRecord<String, byte[]>>> each) {
    this.each = each;
  }

  /** Hands over all records of a key in the order of their topic, once the last was read. */
  static void read(
      String kafka,
      Map<TopicPartition, Extent> extents,
      Consumer<List<ConsumerRecord<String, byte[]>>> each) {
    WholeTraces traces = new WholeTraces(each);
    CommittedRecords.read(
        kafka, extents, record -> traces.left.merge(key(record), 1, Integer::sum));
    CommittedRecords.read(kafka, extents, traces::take);
  }

  private static String key(ConsumerRecord<String, byte[]> record) {
    return String.valueOf(record.key());
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    String key = key(record);
    List<ConsumerRecord<String, byte[]>> whole =
        waiting.computeIfAbsent(key, any -> new ArrayList<>(1));
    whole.add(record);
    if (left.merge(key, -1, Integer::sum) == 0) {
      left.remove(key);
      waiting.remove(key);
      each.accept(whole);
    }
  }
}

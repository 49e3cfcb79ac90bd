package io.spanline.streams;

import io.spanline.topic.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** Reads all that a topic got, again and again from the start. */
final class OutputReader<K, V> {
  private final TestOutputTopic<K, V> topic;
  private final List<TestRecord<K, V>> records = new ArrayList<>();

  OutputReader(TopologyTestDriver driver, Topic<K, V> topic) {
    this(
        driver.createOutputTopic(
            topic.name(), topic.key().deserializer(), topic.value().deserializer()));
  }

  OutputReader(TestOutputTopic<K, V> topic) {
    this.topic = topic;
  }

  List<TestRecord<K, V>> all() {
    records.addAll(topic.readRecordsToList());
    return records;
  }

  /** The last row of each key; a tombstone ends a row, it does not change it. */
  Map<K, V> latest() {
    Map<K, V> rows = new HashMap<>();
    all().stream()
        .filter(record -> record.value() != null)
        .forEach(record -> rows.put(record.key(), record.value()));
    return rows;
  }
}

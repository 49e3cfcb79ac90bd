package io.spanline.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With Kafka's own consumer without a broker. */
class CommittedReaderTest {
  private static final TopicPartition ONLY = new TopicPartition("letters", 0);

  @Test
  void readsAllUpToTheEnd() {
    assertThat(read(CommittedReader.ofAll(topicOf(3, 3), ONLY.topic(), Duration.ZERO)))
        .containsExactly(0L, 1L, 2L);
  }

  @Test
  void readsNoRecordBeforeOrBehindItsExtent() {
    Map<TopicPartition, CommittedReader.Extent> some =
        Map.of(ONLY, new CommittedReader.Extent(1, 3));

    assertThat(read(new CommittedReader<>(topicOf(5, 5), some, Duration.ZERO)))
        .containsExactly(1L, 2L);
  }

  @Test
  void readsNothingWhereThereIsNothing() {
    assertThat(read(CommittedReader.ofAll(topicOf(0, 0), ONLY.topic(), Duration.ZERO))).isEmpty();
  }

  @Test
  @Timeout(20)
  void givesUpIfTheEndIsNotReached() {
    CommittedReader<String, String> reader =
        CommittedReader.ofAll(topicOf(1, 2), ONLY.topic(), Duration.ofMillis(50));

    assertThatThrownBy(() -> read(reader))
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("letters");
  }

  private static List<Long> read(CommittedReader<String, String> reader) {
    List<Long> offsets = new ArrayList<>();
    try (reader) {
      reader.forEach(record -> offsets.add(record.offset()));
    }
    return offsets;
  }

  /** Some records, and an end that says how many there are. */
  private static MockConsumer<String, String> topicOf(int records, long end) {
    MockConsumer<String, String> consumer = new MockConsumer<>("none");
    consumer.updatePartitions(
        ONLY.topic(),
        List.of(new PartitionInfo(ONLY.topic(), 0, Node.noNode(), new Node[0], new Node[0])));
    consumer.updateBeginningOffsets(Map.of(ONLY, 0L));
    consumer.updateEndOffsets(Map.of(ONLY, end));
    consumer.schedulePollTask(
        () -> {
          for (int offset = 0; offset < records; offset++) {
            consumer.addRecord(new ConsumerRecord<>(ONLY.topic(), 0, offset, "k", "v"));
          }
        });
    return consumer;
  }
}

package io.spanline.harness.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With Kafka's own consumer without a broker. */
class TopicReaderTest {
  private static final TopicPartition ONLY = new TopicPartition(Topics.DEAD_LETTERS.name(), 0);

  @Test
  void readsToTheEnd() {
    List<byte[]> read = new ArrayList<>();

    TopicReader.readToEnd(
        topicOf(1), Topics.DEAD_LETTERS, Duration.ZERO, letter -> read.add(letter.value()));

    assertThat(read).hasSize(1);
  }

  @Test
  @Timeout(20)
  void givesUpWhereTheEndIsNotReached() {
    assertThatThrownBy(
            () ->
                TopicReader.readToEnd(
                    topicOf(2), Topics.DEAD_LETTERS, Duration.ofMillis(50), letter -> {}))
        .isInstanceOf(WaitedInVain.class)
        .hasMessageContaining("dead-letters");
  }

  /** One record, and an end that says how many there are. */
  private static MockConsumer<byte[], byte[]> topicOf(long end) {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    consumer.updateBeginningOffsets(Map.of(ONLY, 0L));
    consumer.updateEndOffsets(Map.of(ONLY, end));
    consumer.schedulePollTask(
        () ->
            consumer.addRecord(new ConsumerRecord<>(ONLY.topic(), 0, 0, new byte[0], new byte[1])));
    return consumer;
  }
}

package io.spanline.streams.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.topic.EmbeddedBroker;
import io.spanline.topic.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On a real broker, since only there a commit is what the program has to rely on. */
@Tag("broker")
@Timeout(120)
class CommitHookIT {
  private static final Topic<String, String> INPUT = topic("counted");
  private static final Topic<String, String> OUTPUT = topic("counts");
  private static final int EACH_RUN = 200;

  @TempDir private Path data;
  @TempDir private Path state;
  private EmbeddedBroker broker;
  private KafkaProducer<String, String> producer;

  @BeforeEach
  void start() throws Exception {
    broker = EmbeddedBroker.start(data);
    broker.create(INPUT, OUTPUT);
    producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.address()),
            new StringSerializer(),
            new StringSerializer());
  }

  @AfterEach
  void stop() {
    producer.close();
    broker.close();
  }

  @Test
  void losesAndDoublesNothingHoweverTheProgramEnds() throws Exception {
    int sent = 0;
    for (End end : List.of(End.DIES, End.CLOSES, End.DIES, End.DIES, End.CLOSES)) {
      run(end, sent);
      sent += EACH_RUN;
    }

    try (KafkaStreams last = program(Integer.MAX_VALUE)) {
      last.start();

      assertThat(committed(sent))
          .containsExactlyElementsOf(
              LongStream.rangeClosed(1, sent).mapToObj(String::valueOf).toList());
    }
  }

  private enum End {
    /** Its thread dies between two commits, with records that it counted and did not commit. */
    DIES,
    CLOSES
  }

  /** A life of the program: what it has committed, and as many records after that. */
  private void run(End end, int before) throws Exception {
    int uncommitted = EACH_RUN / 2;
    int unread = before - committed(0).size();
    int most = end == End.DIES ? unread + EACH_RUN - uncommitted / 2 : Integer.MAX_VALUE;
    CountDownLatch dead = new CountDownLatch(1);
    try (KafkaStreams program = program(most)) {
      program.setStateListener(
          (now, was) -> {
            if (now == KafkaStreams.State.ERROR) {
              dead.countDown();
            }
          });
      program.start();
      send(EACH_RUN - uncommitted);
      committed(before + EACH_RUN - uncommitted);
      send(uncommitted);
      if (end == End.DIES) {
        dead.await();
      }
    }
  }

  private KafkaStreams program(int mostRecords) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "counting");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker.address());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1_000);
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
    // A static member: the next life need not wait until the group misses the last one.
    properties.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, "one");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return new KafkaStreams(
        CountingTopology.of(INPUT.name(), OUTPUT.name(), mostRecords), properties);
  }

  private void send(int records) throws Exception {
    for (int i = 0; i < records; i++) {
      producer.send(new ProducerRecord<>(INPUT.name(), "key", "value")).get();
    }
  }

  /** What a reader of committed records sees, once it is that many. */
  private List<String> committed(int atLeast) {
    TopicPartition partition = new TopicPartition(OUTPUT.name(), 0);
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.address(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (values.size() < atLeast || consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }

  private static Topic<String, String> topic(String name) {
    return new Topic<>(name, Serdes.String(), Serdes.String(), 1, Map.of());
  }
}

package io.spanline.bench.speed;

import io.spanline.topic.Json;
import io.spanline.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;

/** Takes all of {@code otlp_spans} and does as little as possible with it; a program. */
final class Floor {
  private static final int RECORDS_A_POLL = 5_000;

  private final Kind kind;
  private final String bootstrap;
  private final WarmHalf half;
  private final LeanReading reading = new LeanReading();

  private Floor(Kind kind, String bootstrap, WarmHalf half) {
    this.kind = kind;
    this.bootstrap = bootstrap;
    this.half = half;
  }

  /** What takes the records. */
  enum Kind {
    /** A consumer that reads them. */
    CONSUMER("consumer, lean reading"),
    /** A topology, exactly once, that does nothing. */
    STREAMS("Kafka Streams, no-op"),
    /** The same, reading them. */
    STREAMS_READING("Kafka Streams, lean reading");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /**
   * Takes n records: a kind, the address of a broker, n, the file to say how, a folder for state.
   */
  public static void main(String[] args) throws Exception {
    WarmHalf half = new WarmHalf(Long.parseLong(args[2]));
    Floor floor = new Floor(Kind.valueOf(args[0]), args[1], half);
    if (floor.kind == Kind.CONSUMER) {
      floor.consume();
    } else {
      floor.stream(args[4]);
    }
    Path part = Path.of(args[3] + ".part");
    Files.write(part, Json.write(half.took(floor.reading.sum())));
    Files.move(part, Path.of(args[3]));
    // Until it is killed, so that its memory can be looked at.
    new CountDownLatch(1).await();
  }

  private void consume() {
    Map<String, Object> properties = new HashMap<>();
    properties.put("bootstrap.servers", bootstrap);
    properties.put("group.id", UUID.randomUUID().toString());
    properties.put("auto.offset.reset", "earliest");
    properties.put("max.poll.records", RECORDS_A_POLL);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(Topics.OTLP_SPANS.name()));
      while (!half.isOver()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          take(record.value());
        }
      }
    }
  }

  private void take(byte[] value) {
    if (kind != Kind.STREAMS) {
      reading.read(value);
    }
    half.count();
  }

  private void stream(String state) throws InterruptedException {
    Topology topology = new Topology();
    topology.addSource(
        "spans",
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        Topics.OTLP_SPANS.name());
    topology.addProcessor("nothing", Nothing::new, "spans");
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "floor-" + UUID.randomUUID());
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1_000);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, state);
    properties.put("consumer.auto.offset.reset", "earliest");
    properties.put("consumer.max.poll.records", RECORDS_A_POLL);
    KafkaStreams streams = new KafkaStreams(topology, properties);
    streams.start();
    half.awaitEnd();
  }

  /** Takes records and forwards none. */
  private final class Nothing extends ContextualProcessor<byte[], byte[], Void, Void> {
    @Override
    public void process(org.apache.kafka.streams.processor.api.Record<byte[], byte[]> record) {
      take(record.value());
    }
  }
}

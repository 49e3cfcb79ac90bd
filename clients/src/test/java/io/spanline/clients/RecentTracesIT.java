package io.spanline.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.clients.RecentTraces.Emitted;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.topic.EmbeddedBroker;
import io.spanline.topic.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
@Timeout(60)
class RecentTracesIT {
  private static final int PARTITIONS = Topics.TRACES.partitions();
  private static final int EACH = 10;

  /** The topic forgets what is older than a day. */
  private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(3600);

  @TempDir private Path data;
  private EmbeddedBroker broker;

  @BeforeEach
  void fill() throws Exception {
    broker = EmbeddedBroker.start(data);
    broker.create(Topics.TRACES);
    try (KafkaProducer<String, Trace> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.address()),
            Topics.TRACES.key().serializer(),
            Topics.TRACES.value().serializer())) {
      for (int second = 0; second < EACH; second++) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
          long millis = start.plusSeconds(second).toEpochMilli();
          Trace trace = Spans.entry("s" + second).inTrace(second + "-" + partition).trace();
          var unused =
              producer.send(
                  new ProducerRecord<>(Topics.TRACES.name(), partition, millis, "key", trace));
        }
      }
    }
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void readsWhatWasEmittedInATime() {
    List<String> services = new ArrayList<>();

    long leftOut =
        RecentTraces.forEach(
            broker.address(),
            new Emitted(start.plusSeconds(3), start.plusSeconds(5)),
            1000,
            trace -> services.add(trace.spans().get(0).service()));

    assertThat(leftOut).isZero();
    assertThat(services).hasSize(2 * PARTITIONS).containsOnly("s3", "s4");
  }

  @Test
  void saysHowManyAreLeftOutSinceTheyAreTooMany() {
    List<String> services = new ArrayList<>();

    long leftOut =
        RecentTraces.forEach(
            broker.address(),
            start,
            2L * PARTITIONS,
            trace -> services.add(trace.spans().get(0).service()));

    assertThat(services).hasSize(2 * PARTITIONS).containsOnly("s8", "s9");
    assertThat(leftOut).isEqualTo((EACH - 2L) * PARTITIONS);
  }
}

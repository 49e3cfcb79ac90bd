package io.spanline.experiments.replay.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.clients.ClientException;
import io.spanline.model.Spans;
import io.spanline.otlp.OtlpJson;
import io.spanline.topic.EmbeddedBroker;
import io.spanline.topic.TopicWriter;
import io.spanline.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
@Timeout(60)
class ArrivalsIT {
  private static final Duration YOUNG = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  @TempDir private static Path data;
  private static EmbeddedBroker broker;

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedBroker.start(data);
    broker.create(Topics.OTLP_SPANS);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void findsTheYoungestThatArrives() {
    assertThat(sending(Spans.entry("service-a"), Duration.ofSeconds(3), LONGEST))
        .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(20));
  }

  @Test
  void seesAClockThatIsAhead() {
    assertThat(sending(Spans.entry("service-a"), Duration.ofSeconds(-50), LONGEST)).isNegative();
  }

  @Test
  void waitsForAYoungerOne() {
    Duration age = sending(Spans.entry("service-a"), Duration.ofSeconds(50), Duration.ofSeconds(3));

    assertThat(age).isGreaterThanOrEqualTo(Duration.ofSeconds(50));
  }

  @Test
  void nothingArrives() {
    TopicWriter writer = TopicWriter.to(broker.address());
    writer.input(null, ended(Spans.entry("before"), Duration.ZERO));
    writer.close();

    assertThat(new Arrivals(broker.address(), Duration.ofSeconds(1)).youngest(YOUNG)).isEmpty();
  }

  @Test
  void kafkaDoesNotAnswer() {
    assertThatThrownBy(() -> new Arrivals("127.0.0.1:1", Duration.ofSeconds(1)).youngest(YOUNG))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("Kafka does not answer at 127.0.0.1:1");
  }

  private static Duration sending(Spans entry, Duration age, Duration longest) {
    TopicWriter writer = TopicWriter.to(broker.address());
    ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor();
    try {
      var unused =
          sender.scheduleAtFixedRate(
              () -> writer.input(null, ended(entry, age)), 0, 100, TimeUnit.MILLISECONDS);
      return new Arrivals(broker.address(), longest).youngest(YOUNG).orElseThrow();
    } finally {
      sender.shutdownNow();
      writer.close();
    }
  }

  private static byte[] ended(Spans entry, Duration age) {
    Duration start = Duration.between(Spans.EPOCH, Instant.now().minus(age).minusMillis(5));
    return OtlpJson.write(entry.startingAfter(start).took(Duration.ofMillis(5)).span().fragment());
  }
}

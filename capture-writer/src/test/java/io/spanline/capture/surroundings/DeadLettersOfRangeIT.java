package io.spanline.capture.surroundings;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.capture.order.StopSignal;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.DeadLetters;
import io.spanline.topic.EmbeddedBroker;
import io.spanline.topic.TopicWriter;
import io.spanline.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
class DeadLettersOfRangeIT {
  private static final Duration ON_THE_WAY = Duration.ofSeconds(2);
  private static final Instant FROM =
      Instant.now().minusSeconds(600).truncatedTo(ChronoUnit.MILLIS);
  private static final TimeRange RANGE = new TimeRange(FROM, FROM.plusSeconds(60));

  @TempDir private static Path data;
  private static EmbeddedBroker broker;

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedBroker.start(data);
    broker.create(Topics.DEAD_LETTERS);
    try (TopicWriter committed = TopicWriter.transactional(broker.address(), "committed");
        TopicWriter open = TopicWriter.transactional(broker.address(), "open")) {
      committed.producer().beginTransaction();
      letter(committed, FROM.minusMillis(1), "not-otlp");
      letter(committed, FROM, "not-otlp");
      letter(committed, FROM.plusSeconds(61), "bad-span-id");
      letter(committed, FROM.minusSeconds(5), "not-otlp");
      letter(committed, FROM.plusSeconds(30), "S3CRET");
      letter(committed, FROM.plusSeconds(62), "not-otlp");
      committed.producer().commitTransaction();
      open.producer().beginTransaction();
      letter(open, FROM.plusSeconds(20), "not-otlp");
      open.producer().abortTransaction();
      Instant busy = RANGE.to().plusSeconds(60);
      committed.producer().beginTransaction();
      for (int i = 0; i < 6_000; i++) {
        letter(committed, busy.plusMillis(i), "empty");
      }
      letter(committed, FROM.plusSeconds(31), "too-much");
      committed.producer().commitTransaction();
    }
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void countsWhatCameInTheRangeOrJustAfterItByReason() {
    assertThat(during(RANGE))
        .isEqualTo(
            new DeadLetters(
                null,
                new TreeMap<>(
                    Map.of("not-otlp", 1L, "bad-span-id", 1L, "other", 1L, "too-much", 1L))));
  }

  @Test
  void readsNoMoreThanItMustAndSaysSo() {
    TimeRange busy = new TimeRange(RANGE.to().plusSeconds(30), Instant.now());

    DeadLetters letters =
        new DeadLettersOfRange(broker.address(), ON_THE_WAY, 5_000).during(busy, new StopSignal());

    assertThat(letters)
        .isEqualTo(
            new DeadLetters(
                "only the first 5000 of them were read", new TreeMap<>(Map.of("empty", 5_000L))));
  }

  @Test
  void knowsThatNoneCame() {
    assertThat(during(new TimeRange(FROM.plusSeconds(70), FROM.plusSeconds(80))))
        .isEqualTo(new DeadLetters(null, new TreeMap<>()));
  }

  @Test
  void saysThatItCouldNotAsk() throws Exception {
    DeadLetters letters =
        new DeadLettersOfRange("127.0.0.1:1", ON_THE_WAY).during(RANGE, new StopSignal());

    assertThat(letters.reasons()).isEmpty();
    assertThat(letters.unknown()).startsWith("the topic dead-letters could not be read: ");
  }

  private static DeadLetters during(TimeRange range) {
    return new DeadLettersOfRange(broker.address(), ON_THE_WAY).during(range, new StopSignal());
  }

  private static void letter(TopicWriter to, Instant came, String reason) {
    Header header = new RecordHeader("reason", reason.getBytes(StandardCharsets.UTF_8));
    to.producer()
        .send(
            new ProducerRecord<>(
                Topics.DEAD_LETTERS.name(),
                0,
                came.toEpochMilli(),
                "key",
                new byte[] {1},
                List.of(header)));
  }
}

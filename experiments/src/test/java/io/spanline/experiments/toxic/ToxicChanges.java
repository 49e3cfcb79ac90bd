package io.spanline.experiments.toxic;

import io.spanline.topic.CommittedReader;
import io.spanline.topic.Topics;
import io.spanline.topic.ToxicChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Changes of toxics for tests, and those that a topic holds. */
final class ToxicChanges {
  private static final Instant END = Instant.parse("2026-01-01T00:01:00Z");

  private ToxicChanges() {}

  /** A toxic of that number is on, since now: the topic keeps a record for a day of its time. */
  static ToxicChange on(int number) {
    Instant now = Instant.now();
    return new ToxicChange(
        "b-to-c",
        toxic(number),
        "latency",
        "downstream",
        1,
        new TreeMap<>(Map.of("latency", 200L, "jitter", 0L)),
        "service-b->service-c",
        "somebody",
        now,
        now.plusMillis(number),
        null,
        null);
  }

  static String toxic(int number) {
    return new Lease("somebody", END, number).toxic();
  }

  /** The names of all that a topic holds, in its order. */
  static List<String> inTopic(String kafka) {
    List<String> toxics = new ArrayList<>();
    try (CommittedReader<String, ToxicChange> reader =
        CommittedReader.ofAll(
            new KafkaConsumer<>(
                CommittedReader.configuration(kafka),
                Topics.TOXICS.key().deserializer(),
                Topics.TOXICS.value().deserializer()),
            Topics.TOXICS.name(),
            Duration.ofSeconds(10))) {
      reader.forEach(record -> toxics.add(record.value().toxic()));
    }
    return toxics;
  }
}

package io.spanline.streams;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.spanline.topic.Topic;
import io.spanline.topic.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows of the views that cannot be read, since a newer program or somebody else wrote them: absent,
 * counted each time they are met, and told of in a line a topic and minute.
 */
final class UnreadableRows implements MeterBinder {
  private static final Logger LOG = LoggerFactory.getLogger(UnreadableRows.class);
  private static final long PAUSE_MILLIS = Duration.ofMinutes(1).toMillis();

  private final InstantSource clock;
  private final Map<String, Long> met = new HashMap<>();
  private final Map<String, Long> nextMillis = new HashMap<>();

  UnreadableRows(InstantSource clock) {
    this.clock = clock;
  }

  /** The topic's serde, but null for what it cannot read. */
  <V> Serde<V> skippedBy(Topic<?, V> topic) {
    return Serdes.serdeFrom(
        topic.value().serializer(), (name, bytes) -> bytes == null ? null : read(topic, bytes));
  }

  private <V> @Nullable V read(Topic<?, V> topic, byte[] bytes) {
    try {
      return topic.value().deserializer().deserialize(topic.name(), bytes);
    } catch (RuntimeException e) {
      meet(topic.name(), e);
      return null;
    }
  }

  private synchronized void meet(String topic, RuntimeException why) {
    long number = met.merge(topic, 1L, Long::sum);
    long nowMillis = clock.millis();
    if (nowMillis < nextMillis.getOrDefault(topic, Long.MIN_VALUE)) {
      return;
    }
    nextMillis.put(topic, nowMillis + PAUSE_MILLIS);
    LOG.atWarn()
        .addKeyValue("topic", topic)
        .addKeyValue("detail", why.getMessage())
        .addKeyValue("met", number)
        .log("a row cannot be read and counts as absent");
  }

  /** How often such a row of the topic was met since the start. */
  synchronized long met(String topic) {
    return met.getOrDefault(topic, 0L);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (Topic<?, ?> topic : List.of(Topics.LEDGER, Topics.STATISTICS_DIGESTS)) {
      FunctionCounter.builder("spanline.rows.unreadable", this, rows -> rows.met(topic.name()))
          .description("rows that could not be read, each time that one was met")
          .tag("topic", topic.name())
          .register(registry);
    }
  }
}

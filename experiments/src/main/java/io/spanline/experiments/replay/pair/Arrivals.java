package io.spanline.experiments.replay.pair;

import io.spanline.clients.Deadline;
import io.spanline.model.Span;
import io.spanline.otlp.Decoded;
import io.spanline.otlp.OtlpReader;
import io.spanline.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** Looks whether spans of requests arrive, whoever sends these. */
public final class Arrivals {
  /** How long it waits. */
  public static final Duration LONGEST = Duration.ofSeconds(10);

  private static final Duration POLL = Duration.ofMillis(100);

  private final String kafka;
  private final Duration longest;

  public Arrivals(String kafka) {
    this(kafka, LONGEST);
  }

  Arrivals(String kafka, Duration longest) {
    this.kafka = kafka;
    this.longest = longest;
  }

  /**
   * Waits for an entry span, {@link #LONGEST} at most.
   *
   * @param young how long ago it may have ended at most to end the wait
   * @return how long ago the youngest that arrived had ended, by its service's clock; below 0 if
   *     that is ahead of this one; empty if none arrived
   * @throws io.spanline.clients.ClientException if Kafka does not answer
   */
  public Optional<Duration> youngest(Duration young) {
    try (TopicOffsets offsets = new TopicOffsets(kafka);
        Consumer<byte[], byte[]> consumer = offsets.tailOf(Topics.OTLP_SPANS)) {
      Deadline deadline = Deadline.in(longest);
      Duration youngest = null;
      while (!deadline.isOver() && (youngest == null || youngest.compareTo(young) > 0)) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          Duration age = age(record.value());
          if (age != null && (youngest == null || age.compareTo(youngest) < 0)) {
            youngest = age;
          }
        }
      }
      if (youngest == null) {
        // What was not heard may be Kafka's end.
        var unused = offsets.ends(Topics.OTLP_SPANS);
      }
      return Optional.ofNullable(youngest);
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      throw TopicOffsets.silent(kafka, e);
    }
  }

  /** Of the youngest entry span of a record; null if it has none. */
  private static @Nullable Duration age(byte @Nullable [] value) {
    if (!(OtlpReader.read(value) instanceof Decoded.Spans read)) {
      return null;
    }
    Instant now = Clock.systemUTC().instant();
    return read.spans().stream()
        .filter(span -> span.kind().isEntry() && span.isTimed())
        .map(span -> Duration.between(Span.instant(span.endNanos()), now))
        .min(Duration::compareTo)
        .orElse(null);
  }
}

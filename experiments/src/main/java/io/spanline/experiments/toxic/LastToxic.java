package io.spanline.experiments.toxic;

import io.spanline.clients.CommittedRecords;
import io.spanline.experiments.toxic.CallsAround.ToxicTime;
import io.spanline.topic.Json;
import io.spanline.topic.Topics;
import io.spanline.topic.ToxicChange;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The toxic that came last to a proxy, by the topic {@code toxics}.
 *
 * @param on its record that it is on
 * @param gone when it went; null if no record says that it has
 * @param before when the one before it went; null if there was none
 */
public record LastToxic(ToxicChange on, @Nullable Instant gone, @Nullable Instant before) {
  /**
   * That of a proxy; none if the topic names none.
   *
   * @throws io.spanline.clients.ClientException if Kafka does not answer
   */
  public static Optional<LastToxic> of(String kafka, String proxy) {
    Found found = new Found(proxy);
    CommittedRecords.read(kafka, CommittedRecords.held(kafka, Topics.TOXICS.name()), found::add);
    return Optional.ofNullable(found.last);
  }

  /**
   * When it acted; still does, as far as is known, if it is not gone.
   *
   * @param around how long before it counts, unless another toxic was on then
   */
  public ToxicTime time(Instant now, Duration around) {
    Instant confirmed = Objects.requireNonNull(on.confirmed());
    Instant asked = on.asked() == null ? confirmed : on.asked();
    Instant from = asked.minus(around);
    return new ToxicTime(
        before != null && before.isAfter(from) ? before : from,
        asked,
        confirmed,
        gone == null ? now : gone);
  }

  private static final class Found {
    private final String proxy;
    private @Nullable LastToxic last;

    Found(String proxy) {
      this.proxy = proxy;
    }

    void add(ConsumerRecord<String, byte[]> record) {
      if (!proxy.equals(record.key()) || record.value() == null) {
        return;
      }
      ToxicChange change = Json.read(record.value(), ToxicChange.class);
      LastToxic known = last;
      if (change.gone() == null) {
        // A record of a watcher does not replace that of whoever put it on.
        last = known != null && known.isOf(change) ? known : next(change, known);
      } else if (known != null && known.isOf(change)) {
        last = new LastToxic(known.on(), change.gone(), known.before());
      }
    }
  }

  private static LastToxic next(ToxicChange on, @Nullable LastToxic before) {
    Instant gone = before == null ? null : before.gone() == null ? on.at() : before.gone();
    return new LastToxic(on, null, gone);
  }

  private boolean isOf(ToxicChange change) {
    return on.toxic().equals(change.toxic());
  }
}

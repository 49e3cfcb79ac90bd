package io.spanline.experiments.toxic;

import io.spanline.captures.TimeRange;
import io.spanline.clients.CommittedRecords;
import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.experiments.toxic.CallsAround.ToxicTime;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.topic.Json;
import io.spanline.topic.Topics;
import io.spanline.topic.ToxicChange;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The toxic that came last to a proxy, by the topic {@code toxics}.
 *
 * @param others the proxy's other ones of the topic, by time
 */
public record LastToxic(ToxicLife life, List<ToxicLife> others) {
  public LastToxic {
    others = List.copyOf(others);
  }

  /**
   * That of a proxy of the Toxiproxy that the settings name; none if the topic names none.
   *
   * @throws io.spanline.clients.ClientException if Kafka does not answer
   */
  public static Optional<LastToxic> of(Settings settings, String proxy) {
    String kafka = settings.address(Port.KAFKA);
    String api = settings.otherToxiproxy();
    ToxicLives lives = new ToxicLives();
    CommittedRecords.read(
        kafka,
        CommittedRecords.held(kafka, Topics.TOXICS.name()),
        record ->
            read(record).filter(change -> Objects.equals(change.api(), api)).forEach(lives::add));
    return of(lives, proxy);
  }

  private static Stream<ToxicChange> read(ConsumerRecord<String, byte[]> record) {
    try {
      return Stream.ofNullable(record.value()).map(each -> Json.read(each, ToxicChange.class));
    } catch (UncheckedIOException e) {
      // Anybody can write to the topic.
      return Stream.empty();
    }
  }

  static Optional<LastToxic> of(ToxicLives lives, String proxy) {
    List<ToxicLife> all =
        lives.of(proxy).stream().filter(life -> !lives.isOfARemoval(life)).toList();
    return all.stream()
        .filter(ToxicLife::hasBeginning)
        .reduce((earlier, later) -> later)
        .map(last -> new LastToxic(last, all.stream().filter(life -> !life.equals(last)).toList()));
  }

  /** Its record that it is on. */
  public ToxicChange on() {
    return life.best();
  }

  /** Whether it is on by the topic, and its proxy does not show it: nobody wrote when it went. */
  public boolean isLost(Proxy proxy) {
    return life.to() == null && !isShown(proxy);
  }

  private boolean isShown(Proxy proxy) {
    boolean down = on().type().equals(ToxicKind.DOWN.word());
    if (down && (proxy.enabled() || !ToxicLives.isLeased(on()))) {
      return !proxy.enabled();
    }
    return proxy.has(on().toxic());
  }

  /**
   * When it went; now if it is on, and the end of its lease at most if nobody wrote when it went.
   */
  public Instant end(Proxy proxy, Instant now) {
    if (life.to() != null) {
      return life.to();
    }
    return Lease.of(on().toxic())
        .map(Lease::end)
        .filter(end -> isLost(proxy) && end.isBefore(now) && end.isAfter(life.from()))
        .orElse(now);
  }

  /**
   * When it acted.
   *
   * @param gone its end
   * @param around how long before and after counts, as long as no other toxic came or went
   */
  public ToxicTime time(Instant gone, Duration around) {
    Instant asked = life.from();
    Instant from = asked.minus(around);
    return new ToxicTime(
        changes()
            .filter(each -> each.isAfter(from) && !each.isAfter(asked))
            .max(Instant::compareTo)
            .orElse(from),
        asked,
        Objects.requireNonNull(on().confirmed()),
        gone,
        gone.plus(around),
        changes().filter(each -> !each.isBefore(gone)).min(Instant::compareTo).orElse(Instant.MAX));
  }

  /** When others came and went. */
  private Stream<Instant> changes() {
    return others.stream()
        .flatMap(life -> Stream.concat(Stream.of(life.from()), Stream.ofNullable(life.to())));
  }

  /** The others that were on in its time, or are counted in it. */
  public List<ToxicLife> together(ToxicTime time) {
    Instant until = time.next().isBefore(time.until()) ? time.next() : time.until();
    return time.from().isBefore(until)
        ? others.stream().filter(life -> life.overlaps(new TimeRange(time.from(), until))).toList()
        : List.of();
  }
}

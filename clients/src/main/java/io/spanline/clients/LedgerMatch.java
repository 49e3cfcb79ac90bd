package io.spanline.clients;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Compares the ledger with the Collector's counters. Without traffic the two must agree; during
 * traffic the ledger may lack what was sent in the last {@link #ON_THE_WAY}. If they differ for
 * longer, {@link InputLog} tells a loss from a Collector that has restarted.
 *
 * @param sentEarlier spans that the Collector had sent to Kafka that long ago
 * @param account the ledger
 * @param collector the counters right after it
 */
public record LedgerMatch(long sentEarlier, Ledgers.Account account, CollectorCounters collector) {
  /** How long a span may take from the Collector into the ledger. */
  public static final Duration ON_THE_WAY = Duration.ofSeconds(3);

  /** How long to wait for the two to agree. */
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Both sides, the ledger asked first. */
  public record Reading(Ledgers.Account account, CollectorCounters collector) {}

  private record Sent(long nanos, long spans) {}

  /**
   * Asks both sides until they agree or patience is over. It waits less if they may never agree.
   *
   * @param nanos the time
   * @param pause is run between two readings
   */
  public static LedgerMatch settled(Supplier<Reading> ask, LongSupplier nanos, Runnable pause) {
    Deque<Sent> sent = new ArrayDeque<>();
    long began = nanos.getAsLong();
    while (true) {
      Reading reading = ask.get();
      long now = nanos.getAsLong();
      sent.add(new Sent(now, reading.collector().sentToKafka()));
      while (sent.size() > 1 && now - sent.getFirst().nanos() > ON_THE_WAY.toNanos()) {
        sent.removeFirst();
      }
      LedgerMatch match =
          new LedgerMatch(sent.getFirst().spans(), reading.account(), reading.collector());
      // A surplus does not shrink.
      Duration wait = match.unknown() > 0 ? ON_THE_WAY : PATIENCE;
      if (match.exact() || now - began >= wait.toNanos()) {
        return match;
      }
      pause.run();
    }
  }

  /**
   * Whether the ledger has what the Collector has sent, to the span. Duplicates may be in the
   * Collector's count (the sender repeated them) or not (Kafka was sent them twice).
   */
  public boolean exact() {
    return missing() == 0 && unknown() == 0 && underWay() == 0;
  }

  /** Whether the two counts are the same number, so that nothing else has to be asked. */
  public boolean equal() {
    return account.received() == collector.sentToKafka();
  }

  /** Spans sent long enough ago to be in the ledger, by which it has too few. */
  public long missing() {
    return Math.max(0, sentEarlier - account.received());
  }

  /**
   * Spans in the ledger, each once, that the Collector does not know of: sent by others, or before
   * the Collector's last start.
   */
  public long unknown() {
    return Math.max(0, account.received() - account.duplicate() - collector.sentToKafka());
  }

  /** Spans that the ledger does not have yet: how many of them it will never have is not known. */
  public long underWay() {
    return Math.max(0, collector.sentToKafka() - account.received());
  }

  /**
   * Whether nothing says that a span is lost, or that there is one too many. How many spans a dead
   * letter held is not known, so none explains a missing span.
   */
  public boolean agrees(InputLog log) {
    return missing() == 0 && log.unread() == 0 && (unknown() == 0 || log.isOlderThanCollector());
  }
}

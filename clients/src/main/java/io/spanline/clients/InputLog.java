package io.spanline.clients;

import io.spanline.topic.Ledger;
import io.spanline.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The topic {@code otlp_spans} compared with the ledger. It decides when the Collector's count
 * differs, as it does after the Collector's restart. It counts records by offset, so a
 * transactional producer's markers would count as unread; the Collector uses no transactions.
 *
 * @param earlier records that came before the Collector's start
 * @param unread records of more than {@link LedgerMatch#ON_THE_WAY} ago that the ledger lacks
 */
public record InputLog(long earlier, long unread) {
  /** Stands for a topic that did not have to be asked. */
  public static final InputLog NOT_ASKED = new InputLog(0, 0);

  /**
   * One partition's offsets: the first that is still there, the first since the Collector's start,
   * and the first that the ledger may lack.
   */
  record Offsets(int partition, long beginning, long sinceStart, long mayLack) {}

  /** Asks the broker, and then the ledger. */
  public static InputLog of(
      String bootstrap, Instant collectorStart, Supplier<Ledgers.Account> ledger) {
    String topic = Topics.OTLP_SPANS.name();
    try (Consumer<String, byte[]> consumer = CommittedRecords.of(bootstrap, topic)) {
      Map<TopicPartition, Long> beginning = consumer.beginningOffsets(consumer.assignment());
      Map<TopicPartition, Long> sinceStart = CommittedRecords.firstSince(consumer, collectorStart);
      Map<TopicPartition, Long> mayLack =
          CommittedRecords.firstSince(consumer, Instant.now().minus(LedgerMatch.ON_THE_WAY));
      List<Offsets> offsets = new ArrayList<>();
      beginning.forEach(
          (partition, first) ->
              offsets.add(
                  new Offsets(
                      partition.partition(),
                      first,
                      sinceStart.getOrDefault(partition, 0L),
                      mayLack.getOrDefault(partition, 0L))));
      return of(offsets, ledger.get());
    } catch (KafkaException e) {
      throw CommittedRecords.silent(bootstrap, e);
    }
  }

  /** Asks until the ledger lacks no record or patience is over; pauses between two questions. */
  public static InputLog settled(Supplier<InputLog> ask, LongSupplier nanos, Runnable pause) {
    long began = nanos.getAsLong();
    InputLog log = ask.get();
    while (log.unread() > 0 && nanos.getAsLong() - began < LedgerMatch.PATIENCE.toNanos()) {
      pause.run();
      log = ask.get();
    }
    return log;
  }

  static InputLog of(List<Offsets> partitions, Ledgers.Account account) {
    Map<Integer, Long> consumed =
        account.rows().stream()
            .collect(Collectors.toMap(Ledger::partition, row -> row.records().consumed()));
    long earlier = 0;
    long unread = 0;
    for (Offsets each : partitions) {
      long read = consumed.getOrDefault(each.partition(), 0L);
      earlier += each.sinceStart();
      // A ledger that began when older records were gone has not counted those.
      unread += Math.max(0, each.mayLack() - each.beginning() - read);
    }
    return new InputLog(earlier, unread);
  }

  /** Whether spans came before the Collector's start: its counters know nothing of those. */
  public boolean isOlderThanCollector() {
    return earlier > 0;
  }
}

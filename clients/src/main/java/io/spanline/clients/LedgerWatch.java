package io.spanline.clients;

import io.spanline.topic.Ledger;
import io.spanline.topic.Topics;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The wait until assembly has passed a time in every partition of {@code otlp_spans} and holds
 * nothing from before it, as its ledger says. A partition without a record has no row; for it the
 * wall clock must have passed the time.
 */
public final class LedgerWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerWatch.class);
  private static final Duration POLL = Duration.ofMillis(100);

  private final SortedMap<Integer, Ledger> rows = new TreeMap<>();
  private final Consumer<byte[], byte[]> ledger;
  private final List<TopicPartition> input;
  private final Supplier<Map<TopicPartition, Long>> written;
  private final Clock clock;

  /**
   * A watch that has read nothing yet.
   *
   * @param ledger reads the committed records of the topic {@code ledger} from its beginning;
   *     closed with this
   * @param input the partitions of {@code otlp_spans}
   * @param written asks for their offsets after the last record; 0 if there never was one
   */
  public LedgerWatch(
      Consumer<byte[], byte[]> ledger,
      List<TopicPartition> input,
      Supplier<Map<TopicPartition, Long>> written,
      Clock clock) {
    this.ledger = ledger;
    this.input = List.copyOf(input);
    this.written = written;
    this.clock = clock;
  }

  /**
   * How long assembly waits.
   *
   * @param gap for more spans of any trace
   * @param settle for more spans of a trace that is complete
   */
  public record Waits(Duration gap, Duration settle) {}

  /**
   * Waits until every partition is done with what came until a time, or no longer.
   *
   * @param meanwhile is run several times a second; what it throws ends the wait
   * @return why it is not, in a reason per partition; empty if it is
   */
  public List<String> await(
      Instant end, Waits waits, BooleanSupplier outOfTime, Runnable meanwhile) {
    Instant time = end.plus(waits.gap());
    while (true) {
      meanwhile.run();
      poll();
      if (passed(time) || outOfTime.getAsBoolean()) {
        // Asked last, since a record may have come to a partition that was empty.
        List<String> behind = behind(time);
        behind.addAll(held(end.plus(waits.settle())));
        if (behind.isEmpty() || outOfTime.getAsBoolean()) {
          return behind;
        }
      }
    }
  }

  /** Spans of traces that assembly held open, by the rows read so far. */
  public long openSpans() {
    return rows.values().stream().mapToLong(row -> row.spans().open()).sum();
  }

  /** The traces that they belong to. */
  public long openTraces() {
    return rows.values().stream().mapToLong(Ledger::openTraces).sum();
  }

  private boolean passed(Instant time) {
    return rows.values().stream().noneMatch(row -> row.watermark().isBefore(time))
        && (rows.size() == input.size() || !clock.instant().isBefore(time));
  }

  private void poll() {
    for (ConsumerRecord<byte[], byte[]> record : ledger.poll(POLL)) {
      try {
        Ledger row =
            Topics.LEDGER.value().deserializer().deserialize(record.topic(), record.value());
        if (row != null) {
          rows.put(row.partition(), row);
        }
      } catch (UncheckedIOException | SerializationException e) {
        LOG.atWarn()
            .addKeyValue("offset", record.offset())
            .addKeyValue("reason", e.getMessage())
            .log("a record of the ledger cannot be read");
      }
    }
  }

  /** The partitions that have not passed a time. */
  private List<String> behind(Instant time) {
    Map<TopicPartition, Long> offsets = written.get();
    List<String> behind = new ArrayList<>();
    for (TopicPartition partition : input) {
      Ledger row = rows.get(partition.partition());
      boolean empty = offsets.getOrDefault(partition, 0L) == 0;
      if (row == null && !empty) {
        behind.add("%s has records but no row in the ledger".formatted(partition));
      } else if (row == null ? clock.instant().isBefore(time) : row.watermark().isBefore(time)) {
        behind.add(
            "assembly of %s has reached %s, not %s"
                .formatted(partition, row == null ? clock.instant() : row.watermark(), time));
      }
    }
    return behind;
  }

  /** The partitions that hold spans of records from before a time. */
  private List<String> held(Instant time) {
    List<String> held = new ArrayList<>();
    for (Ledger row : rows.values()) {
      Instant oldest = row.held();
      if (oldest != null && oldest.isBefore(time)) {
        held.add(
            "%s-%s has %s spans of %s traces that are still open, the oldest of %s"
                .formatted(
                    Topics.OTLP_SPANS.name(),
                    row.partition(),
                    row.spans().open(),
                    row.openTraces(),
                    oldest));
      }
    }
    return held;
  }

  /** At once: there is no group to leave and nothing to commit. */
  @Override
  public void close() {
    ledger.close(CloseOptions.timeout(Duration.ZERO));
  }
}

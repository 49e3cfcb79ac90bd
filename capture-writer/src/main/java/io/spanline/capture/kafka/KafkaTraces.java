package io.spanline.capture.kafka;

import io.spanline.capture.order.Refusal;
import io.spanline.capture.order.StopSignal;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.Manifest.Incomplete;
import io.spanline.clients.LedgerWatch;
import io.spanline.topic.Topics;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The topic {@code traces} of a Kafka broker, read between fixed offsets, committed records only.
 */
public final class KafkaTraces implements TraceSource, AutoCloseable {
  private static final String TOPIC = Topics.TRACES.name();
  // A record's time is that of a span's arrival, which clocks put up to this much before its start.
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Broker broker;
  private final Waits waits;
  private final Clock clock;

  /**
   * A topic that is not asked yet.
   *
   * @param address host and port of the broker
   */
  public KafkaTraces(String address, Waits waits, Clock clock) {
    this.broker = new Broker(address);
    this.waits = waits;
    this.clock = clock;
  }

  /**
   * How long assembly and this program wait.
   *
   * @param gap how long assembly may hold a trace open after its last span
   * @param settle how long it waits for more spans of a trace that is complete
   * @param memory how long after a record of a trace another may follow: the longest life of an
   *     open trace, and how long a closed one is remembered
   * @param longest wait for assembly to get past the end of a range
   */
  public record Waits(Duration gap, Duration settle, Duration memory, Duration longest) {}

  /**
   * The topics that a snapshot needs and that are not there.
   *
   * @throws Refusal if Kafka does not answer
   */
  public Set<String> missingTopics() {
    return broker.missing(
        List.of(Topics.OTLP_SPANS.name(), TOPIC, Topics.LEDGER.name()), new StopSignal());
  }

  @Override
  public Extent extent(TimeRange range, StopSignal stop) {
    List<TopicPartition> partitions = broker.partitions(TOPIC, stop);
    long deadline = System.nanoTime() + waits.longest().toNanos();
    BooleanSupplier outOfTime = () -> System.nanoTime() - deadline > 0;
    try (LedgerWatch ledger = ledger(stop)) {
      List<String> reasons =
          new ArrayList<>(
              ledger.await(
                  range.to(),
                  new LedgerWatch.Waits(waits.gap(), waits.settle()),
                  outOfTime,
                  stop::check));
      // Only now: before, a range that has just ended may have no record yet, hence no offset.
      PartitionOffsets ends = ends(partitions, outOfTime, reasons, stop);
      List<Manifest.Offsets> nothing =
          partitions.stream()
              .map(partition -> offsets(partition, ends, ends.of(partition)))
              .toList();
      Incomplete incomplete =
          reasons.isEmpty()
              ? null
              : new Incomplete(reasons, ledger.openSpans(), ledger.openTraces());
      return since(range.from(), new Extent(TOPIC, nothing, incomplete), stop);
    }
  }

  private LedgerWatch ledger(StopSignal stop) {
    List<TopicPartition> input = broker.partitions(Topics.OTLP_SPANS.name(), stop);
    List<TopicPartition> ledger = broker.partitions(Topics.LEDGER.name(), stop);
    PartitionOffsets starts = broker.earliest(ledger, stop);
    // Last, since nobody would close it if the broker did not answer.
    KafkaConsumer<byte[], byte[]> consumer = Consumers.committedOnly(broker.address());
    consumer.assign(ledger);
    ledger.forEach(partition -> consumer.seek(partition, starts.of(partition)));
    return new LedgerWatch(consumer, input, () -> broker.written(input, stop).offsets(), clock);
  }

  @Override
  public Extent since(Instant from, Extent extent, StopSignal stop) {
    List<TopicPartition> partitions =
        extent.partitions().stream()
            .map(offsets -> new TopicPartition(extent.topic(), offsets.partition()))
            .toList();
    List<String> reasons = new ArrayList<>();
    PartitionOffsets starts = starts(partitions, from, reasons, stop);
    List<Manifest.Offsets> offsets =
        extent.partitions().stream()
            .map(
                end ->
                    offsets(new TopicPartition(extent.topic(), end.partition()), starts, end.to()))
            .toList();
    return new Extent(extent.topic(), offsets, extent.incomplete()).with(reasons);
  }

  /**
   * The offsets to begin at: -1 if no record is late enough, so that there is nothing to read.
   * Spans of the range may have come late to a trace that began before it; its earlier records are
   * read, too, so that it is not taken for one of the range.
   */
  private PartitionOffsets starts(
      List<TopicPartition> partitions, Instant from, List<String> reasons, StopSignal stop) {
    Instant earliest = from.minus(CLOCK_SKEW);
    PartitionOffsets starts =
        broker.atTime(partitions, earliest.minus(waits.memory()).toEpochMilli(), stop);
    if (!broker.mayHaveDeleted(TOPIC, earliest, clock.instant(), stop)) {
      return starts;
    }
    PartitionOffsets first = broker.earliest(partitions, stop);
    for (TopicPartition partition : partitions) {
      if (first.of(partition) > 0 && first.of(partition) == starts.of(partition)) {
        reasons.add(
            "%s begins at offset %s: older traces are gone"
                .formatted(partition, first.of(partition)));
      }
    }
    return starts;
  }

  /**
   * Where to end: everything that was written when the watermarks had passed. A transaction's end
   * reaches the partitions one by one, so that a ledger row may be seen before the traces that were
   * committed with it; therefore the stable end must reach what was written by then.
   */
  private PartitionOffsets ends(
      List<TopicPartition> partitions,
      BooleanSupplier outOfTime,
      List<String> reasons,
      StopSignal stop) {
    PartitionOffsets written = broker.written(partitions, stop);
    while (true) {
      stop.check();
      PartitionOffsets stable = broker.stable(partitions, stop);
      List<TopicPartition> open =
          partitions.stream()
              .filter(partition -> stable.of(partition) < written.of(partition))
              .toList();
      if (open.isEmpty()) {
        return stable;
      }
      if (outOfTime.getAsBoolean()) {
        open.forEach(partition -> reasons.add(partition + " has a transaction that does not end"));
        return stable;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static Manifest.Offsets offsets(
      TopicPartition partition, PartitionOffsets starts, long end) {
    long start = starts.of(partition);
    return new Manifest.Offsets(partition.partition(), start < 0 ? end : Math.min(start, end), end);
  }

  @Override
  public void read(Extent extent, StopSignal stop, RecordReader reader) throws IOException {
    try {
      broker.read(extent, stop, reader);
    } catch (InvalidOffsetException e) {
      throw new Refusal(
          Refusal.Reason.KAFKA_UNAVAILABLE,
          "records were deleted while they were read; ask again for a later range",
          e);
    } catch (KafkaException e) {
      throw broker.silent(e);
    }
  }

  @Override
  public TraceTail tail(Instant from, StopSignal stop) {
    List<TopicPartition> partitions = broker.partitions(TOPIC, stop);
    PartitionOffsets starts =
        broker.atTime(partitions, from.minus(CLOCK_SKEW).toEpochMilli(), stop);
    // Where nothing is that late: the offset at which the next record will be, committed or not.
    PartitionOffsets ends = broker.written(partitions, stop);
    KafkaConsumer<byte[], byte[]> consumer = Consumers.small(broker.address());
    consumer.assign(partitions);
    for (TopicPartition partition : partitions) {
      long start = starts.of(partition);
      consumer.seek(partition, start < 0 ? ends.of(partition) : start);
    }
    return new Tail(consumer, stop);
  }

  /** The committed records of the topic from fixed offsets on, as they come. */
  private record Tail(KafkaConsumer<byte[], byte[]> consumer, StopSignal stop)
      implements TraceTail {
    @Override
    public void poll(RecordReader reader) throws IOException {
      stop.check();
      try {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          reader.read(TraceRecord.of(record));
        }
      } catch (InvalidOffsetException e) {
        // Deleted before they were read: what is left is counted; the read of the snapshot tells.
        consumer.seekToBeginning(e.partitions());
      }
    }

    @Override
    public void close() {
      Consumers.close(consumer);
    }
  }

  @Override
  public void close() {
    broker.close();
  }
}

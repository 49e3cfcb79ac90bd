package io.spanline.capture.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.capture.kafka.TraceSource.RecordReader;
import io.spanline.capture.order.Refusal;
import io.spanline.capture.order.StopSignal;
import io.spanline.captures.manifest.Manifest;
import io.spanline.model.Spans;
import io.spanline.model.Traces;
import io.spanline.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
class ParallelReadIT {
  private static final int TRACES = 1_500;

  @TempDir private static Path data;
  private static EmbeddedBroker broker;

  @BeforeAll
  static void fill() throws Exception {
    broker = EmbeddedBroker.start(data);
    broker.create(Topics.TRACES);
    try (TopicWriter writer = TopicWriter.to(broker.address())) {
      for (int i = 0; i < TRACES; i++) {
        writer.trace(
            Traces.complete(List.of(Spans.entry("a").inTrace("t" + i).span())), Instant.now());
      }
    }
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void handsOverEveryRecordOnceOneAtATimeAndAPartitionsInOrder() throws IOException {
    Map<Integer, List<Long>> offsets = new TreeMap<>();
    AtomicInteger inside = new AtomicInteger();

    read(
        record -> {
          assertThat(inside.incrementAndGet()).isEqualTo(1);
          offsets
              .computeIfAbsent(record.partition(), first -> new ArrayList<>())
              .add(record.offset());
          inside.decrementAndGet();
        });

    assertThat(offsets.values().stream().mapToInt(List::size).sum()).isEqualTo(TRACES);
    assertThat(offsets.values()).allSatisfy(each -> assertThat(each).isSorted());
  }

  @Test
  void whatFailsFirstComesOutAndNothingIsReadAfterIt() {
    AtomicInteger read = new AtomicInteger();

    assertThatThrownBy(() -> read(failingAt(100, read, new IOException("disk full"))))
        .isInstanceOf(IOException.class)
        .hasMessage("disk full");

    assertThat(read).hasValue(100);
  }

  @Test
  void anErrorDoesNotPassForTheEndOfTheTopic() {
    assertThatThrownBy(
            () -> read(failingAt(100, new AtomicInteger(), new OutOfMemoryError("test"))))
        .isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void aStopIsHeardInTheMiddle() {
    StopSignal stop = new StopSignal();
    AtomicInteger read = new AtomicInteger();
    RecordReader raising =
        record -> {
          if (read.incrementAndGet() == 100) {
            stop.raise();
          }
        };

    assertThatThrownBy(() -> new ParallelRead(broker.address(), all(), raising, stop).run())
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.STOPPING));
    assertThat(read).hasValue(100);
  }

  @Test
  void sharesOutOnlyPartitionsOfWhichThereIsSomethingToRead() {
    List<Manifest.Offsets> offsets =
        List.of(offsets(0, 5), offsets(1, 0), offsets(2, 5), offsets(3, 5));

    assertThat(ParallelRead.shares(offsets))
        .containsExactly(List.of(offsets(0, 5), offsets(3, 5)), List.of(offsets(2, 5)));
    assertThat(ParallelRead.shares(List.of(offsets(1, 0)))).isEmpty();
  }

  private static RecordReader failingAt(int record, AtomicInteger read, Throwable failure) {
    return (TraceRecord each) -> {
      if (read.incrementAndGet() == record) {
        if (failure instanceof Error error) {
          throw error;
        }
        throw (IOException) failure;
      }
    };
  }

  private static void read(RecordReader reader) throws IOException {
    new ParallelRead(broker.address(), all(), reader, new StopSignal()).run();
  }

  private static Extent all() {
    List<Manifest.Offsets> offsets;
    try (Broker asked = new Broker(broker.address())) {
      StopSignal never = new StopSignal();
      PartitionOffsets ends = asked.stable(asked.partitions(Topics.TRACES.name(), never), never);
      offsets =
          asked.partitions(Topics.TRACES.name(), never).stream()
              .map(each -> new Manifest.Offsets(each.partition(), 0, ends.of(each)))
              .toList();
    }
    return new Extent(Topics.TRACES.name(), offsets, null);
  }

  private static Manifest.Offsets offsets(int partition, long to) {
    return new Manifest.Offsets(partition, 0, to);
  }
}

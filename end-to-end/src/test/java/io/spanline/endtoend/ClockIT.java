package io.spanline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spanline.harness.process.TopicReader;
import io.spanline.model.Span;
import io.spanline.model.Trace;
import io.spanline.topic.Ledger;
import io.spanline.topic.ServiceStatistics;
import io.spanline.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The one clock of a partition on a real broker: what is quiet is emitted, and nothing is emitted
 * because time passed in which nobody could send or nobody looked.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
@Tag("broker")
class ClockIT {
  // Tests on partitions of their own share their waits; those that stop or block it are alone.
  private static final String PROCESS = "streams-baseline and its broker";
  private static final Duration IN_TIME = StreamsOnBroker.GAP.plusSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @AutoClose private BlockableBroker broker;
  @AutoClose private StreamsOnBroker parts;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    broker = new BlockableBroker(folder);
    parts = new StreamsOnBroker(broker.bootstrap(), broker.way(), folder, Map.of());
    parts.streams().start();
  }

  @AfterEach
  void everySpanIsAccountedFor() {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(parts.account().open()).isZero());
    assertThat(parts.account().balanced()).isTrue();
  }

  @Test
  @ResourceLock(value = PROCESS, mode = ResourceAccessMode.READ)
  void emitsTheLastTraceOfAQuietTopicWithoutAPoke() {
    List<Span> spans = spans("quiet").subList(1, 3);
    long sent = System.nanoTime();

    parts.send(2, spans);

    await().atMost(IN_TIME).until(() -> !parts.emitted("quiet").isEmpty());
    assertThat(Duration.ofNanos(System.nanoTime() - sent)).isGreaterThan(StreamsOnBroker.GAP);
    assertThat(parts.emitted("quiet").get(0).outcome().word()).isEqualTo("no-root");
  }

  @Test
  @ResourceLock(value = PROCESS, mode = ResourceAccessMode.READ)
  void emitsWhatAnIdlePartitionHoldsWhileAnotherIsBusy() throws Exception {
    Instant begin = Instant.now();
    try (Busy busy = new Busy(0, "beside-idle")) {
      parts.send(1, spans("idle").subList(1, 3));

      await().atMost(PATIENCE).until(() -> !parts.emitted("idle").isEmpty());
      // What is idle must not hold the windows of what is busy, nor fall behind.
      await()
          .atMost(StreamsOnBroker.LIFETIME.plus(IN_TIME))
          .untilAsserted(() -> assertThat(finalWindowsSince(begin)).isNotEmpty());
      assertThat(watermark(1)).isAfter(Instant.now().minusSeconds(5));
      assertThat(busy.sent()).as("the busy one was busy all the time").isGreaterThan(80);
    }
  }

  @Test
  @ResourceLock(value = PROCESS, mode = ResourceAccessMode.READ)
  void doesNotBelieveAStampOfAnHourAhead() throws Exception {
    parts.stampBy("CreateTime");
    Instant ahead = Instant.now().plus(Duration.ofMinutes(59));
    spans("ahead").forEach(span -> parts.await(parts.send(span, 3, ahead)));
    parts.stampBy("LogAppendTime");

    try (Busy busy = new Busy(3, "beside-ahead")) {
      // The partition is never quiet, so that its records' stamps alone move its clock.
      parts.send(3, spans("after-ahead").subList(1, 3));

      await().atMost(PATIENCE).until(() -> !parts.emitted("after-ahead").isEmpty());
      assertThat(busy.sent()).isGreaterThan(30);
    }
    assertThat(watermark(3)).isBefore(Instant.now().plusSeconds(2));
  }

  @Test
  @ResourceLock(PROCESS)
  void isNotHurriedByATimeInWhichItStoodStill() throws Exception {
    List<Span> before = spans("across-the-stop");
    List<Span> after = spans("across-the-end");
    parts.send(0, before.subList(1, 3));

    parts.streams().suspend();
    pass(Duration.ofSeconds(1));
    parts.send(0, before.subList(3, 5));
    parts.send(0, before.subList(0, 1));
    List<Span> within = spans("within-the-stop");
    parts.send(1, within.subList(1, 3));
    pass(Duration.ofSeconds(2));
    parts.send(1, within.subList(3, 5));
    parts.send(1, within.subList(0, 1));
    pass(StreamsOnBroker.LIFETIME.plusSeconds(1));
    parts.send(2, after.subList(1, 3));
    pass(Duration.ofSeconds(1));
    parts.streams().resume();
    parts.send(2, after.subList(3, 5));
    parts.send(2, after.subList(0, 1));

    assertOneCompleteRecord("across-the-stop");
    assertOneCompleteRecord("within-the-stop");
    assertOneCompleteRecord("across-the-end");
  }

  @Test
  @ResourceLock(PROCESS)
  void isNotHurriedByATimeInWhichNobodyAnswersItsReads() {
    List<Span> spans = spans("across-the-block");
    parts.send(1, spans.subList(1, 3));
    await().atMost(IN_TIME).until(() -> parts.account().open() == 2);

    // It can still commit: a commit that waits would stop the clock by itself.
    broker.relay().blockReaders();
    // The broker has it in time; that it is there cannot be known yet.
    parts.send(1, spans.subList(3, 5));
    parts.send(1, spans.subList(0, 1));
    pass(StreamsOnBroker.GAP.plusSeconds(2));
    broker.relay().unblockReaders();

    assertOneCompleteRecord("across-the-block");
  }

  @Test
  @ResourceLock(PROCESS)
  void losesNothingOfATraceThatABrokersOutageCutsInTwo() throws Exception {
    List<Span> spans = spans("across-the-outage");
    parts.send(1, spans.subList(1, 3));
    await().atMost(IN_TIME).until(() -> parts.account().open() == 2);

    broker.process().kill();
    pass(StreamsOnBroker.GAP);
    broker.process().start();
    // By the stamps more than the gap has passed, whenever it is read: a record of its own.
    parts.send(1, spans.subList(3, 5));
    parts.send(1, spans.subList(0, 1));

    await().atMost(PATIENCE).until(() -> parts.emitted("across-the-outage").size() == 2);
    List<Trace> records = parts.emitted("across-the-outage");
    assertThat(records.stream().mapToInt(each -> each.spans().size()).sum()).isEqualTo(5);
    assertThat(Trace.join(records).outcome().isComplete()).isTrue();
  }

  private void assertOneCompleteRecord(String trace) {
    await().atMost(PATIENCE).until(() -> !parts.emitted(trace).isEmpty());
    // Nothing may follow: late spans would, as a second revision.
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(parts.account().open()).isZero());
    List<Trace> records = parts.emitted(trace);
    assertThat(records).as(trace).hasSize(1);
    assertThat(records.get(0).spans()).as(trace).hasSize(5);
    assertThat(records.get(0).outcome().isComplete()).as(trace).isTrue();
  }

  private List<ServiceStatistics> finalWindowsSince(Instant begin) {
    return TopicReader.all(parts.bootstrap(), Topics.SERVICE_STATISTICS).stream()
        .map(ConsumerRecord::value)
        .filter(row -> row != null && row.isFinal() && row.windowStart().isAfter(begin))
        .toList();
  }

  private Instant watermark(int partition) {
    return parts.account().rows().stream()
        .filter(row -> row.partition() == partition)
        .map(Ledger::watermark)
        .findFirst()
        .orElse(Instant.EPOCH);
  }

  private static List<Span> spans(String trace) {
    return StreamsOnBroker.spans(trace, Instant.now());
  }

  private static void pass(Duration time) {
    await().pollDelay(time).atMost(time.plusSeconds(10)).until(() -> true);
  }

  /** Complete traces to a partition, ten a second. */
  private final class Busy implements AutoCloseable {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger sent = new AtomicInteger();
    private final ScheduledFuture<?> traffic;

    Busy(int partition, String name) {
      traffic =
          clock.scheduleAtFixedRate(
              () -> parts.send(partition, spans(name + sent.getAndIncrement())),
              0,
              100,
              TimeUnit.MILLISECONDS);
    }

    int sent() {
      return sent.get();
    }

    @Override
    public void close() {
      assertThat(traffic.isDone()).as("traffic ended early").isFalse();
      clock.shutdown();
      await().until(clock::isTerminated);
    }
  }
}

package io.spanline.capture.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.awaitility.Awaitility.await;

import io.spanline.capture.kafka.TraceSource.TraceTail;
import io.spanline.capture.order.Refusal;
import io.spanline.capture.order.StopSignal;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Manifest;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.topic.EmbeddedBroker;
import io.spanline.topic.TopicWriter;
import io.spanline.topic.Topics;
import io.spanline.topic.TraceJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
class KafkaTracesIT {
  private static final Duration GAP = Duration.ofSeconds(10);
  private static final Duration SETTLE = Duration.ofSeconds(2);
  private static final Duration MEMORY = Duration.ofSeconds(5);
  private static final Duration SHORT = Duration.ofSeconds(3);
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private static Path data;
  private static EmbeddedBroker broker;

  // Each test has a minute of its own, later than the one before: topics are not emptied.
  private static Instant minute = Instant.now().minus(Duration.ofHours(2));
  private TimeRange range;

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedBroker.start(data);
    broker.create(Topics.OTLP_SPANS, Topics.TRACES, Topics.LEDGER);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @BeforeEach
  void nextMinute() {
    minute = minute.plusSeconds(60);
    range = new TimeRange(minute.plusSeconds(10), minute.plusSeconds(30));
  }

  @Test
  void waitsUntilEveryPartitionHasPassedTheEndAndItsGap() throws Exception {
    try (TopicWriter writer = TopicWriter.to(broker.address())) {
      writer.pass(range.to().plus(GAP).minusMillis(1));
      CompletableFuture<Extent> waiting = CompletableFuture.supplyAsync(() -> extent(LONG));
      assertThat(waiting).isNotDone();

      writer.trace(trace("just in time"), range.to());
      writer.pass(range.to().plus(GAP));

      Extent extent = waiting.get(20, TimeUnit.SECONDS);
      assertThat(extent.incomplete()).isNull();
      assertThat(keysRead(extent)).contains(Spans.traceId("just in time").hex());
    }
  }

  @Test
  void saysWhichPartitionIsBehindAndHowMuchIsOpen() {
    try (TopicWriter writer = TopicWriter.to(broker.address())) {
      writer.pass(range.to().plus(GAP));
      writer.ledger(1, 7, range.to());
    }

    Manifest.Incomplete incomplete = extent(SHORT).incomplete();

    assertThat(incomplete.openSpans()).isEqualTo(7);
    assertThat(incomplete.reasons())
        .containsExactly(
            "assembly of otlp_spans-1 has reached %s, not %s"
                .formatted(range.to(), range.to().plus(GAP)));
  }

  @Test
  void isNotCompleteWhileSpansFromBeforeTheEndAreHeldOpen() {
    try (TopicWriter writer = TopicWriter.to(broker.address())) {
      writer.pass(range.to().plus(GAP));
      writer.ledger(1, 7, range.to().plus(GAP), range.to().plus(SETTLE).minusMillis(1));
      Manifest.Incomplete incomplete = extent(SHORT).incomplete();

      writer.ledger(1, 7, range.to().plus(GAP), range.to().plus(SETTLE));

      assertThat(incomplete.openTraces()).isEqualTo(1);
      assertThat(incomplete.reasons())
          .containsExactly(
              "otlp_spans-1 has 7 spans of 1 traces that are still open, the oldest of "
                  + range.to().plus(SETTLE).minusMillis(1));
      assertThat(extent(SHORT).incomplete()).isNull();
    }
  }

  @Test
  void leavesOutWhatWasNeverCommitted() throws IOException {
    try (TopicWriter writer = TopicWriter.transactional(broker.address(), "aborts")) {
      writer.producer().beginTransaction();
      writer.trace(trace("aborted"), range.from());
      writer.producer().abortTransaction();
      writer.producer().beginTransaction();
      writer.trace(trace("committed"), range.from());
      writer.pass(range.to().plus(GAP));
      writer.producer().commitTransaction();
    }

    assertThat(keysRead(extent(LONG)))
        .contains(Spans.traceId("committed").hex())
        .doesNotContain(Spans.traceId("aborted").hex());
  }

  @Test
  void waitsForATransactionThatWasOpenWhenTheWatermarksHadPassed() throws Exception {
    try (TopicWriter open = TopicWriter.transactional(broker.address(), "open");
        TopicWriter other = TopicWriter.to(broker.address())) {
      open.producer().beginTransaction();
      open.trace(trace("still open"), range.from());
      other.pass(range.to().plus(GAP));
      CompletableFuture<Extent> waiting = CompletableFuture.supplyAsync(() -> extent(LONG));

      open.producer().commitTransaction();

      Extent extent = waiting.get(20, TimeUnit.SECONDS);
      assertThat(extent.incomplete()).isNull();
      assertThat(keysRead(extent)).contains(Spans.traceId("still open").hex());
    }
  }

  @Test
  void doesNotWaitForeverForATransaction() {
    try (TopicWriter open = TopicWriter.transactional(broker.address(), "endless");
        TopicWriter other = TopicWriter.to(broker.address())) {
      open.producer().beginTransaction();
      open.trace(trace("never committed"), range.from());
      other.pass(range.to().plus(GAP));

      Manifest.Incomplete incomplete = extent(SHORT).incomplete();

      assertThat(incomplete.reasons())
          .singleElement()
          .asString()
          .endsWith("has a transaction that does not end");
      open.producer().abortTransaction();
    }
  }

  @Test
  void reachesFurtherBackWithTheSameEnd() throws IOException {
    Extent narrow;
    Extent wide;
    try (TopicWriter writer = TopicWriter.to(broker.address());
        KafkaTraces traces = traces(LONG)) {
      writer.trace(trace("further back"), range.from().minusSeconds(7));
      writer.trace(trace("in the range"), range.from());
      writer.trace(trace("after the range"), range.to().plusSeconds(5));
      writer.pass(range.to().plus(GAP));
      narrow = traces.extent(range, new StopSignal());
      writer.trace(trace("after the end was fixed"), range.from().plusSeconds(1));

      wide = traces.since(range.from().minusSeconds(12), narrow, new StopSignal());
    }

    assertThat(keysRead(narrow))
        .contains(Spans.traceId("in the range").hex(), Spans.traceId("after the range").hex())
        .doesNotContain(Spans.traceId("further back").hex());
    assertThat(keysRead(wide))
        .contains(Spans.traceId("further back").hex(), Spans.traceId("in the range").hex())
        .doesNotContain(Spans.traceId("after the end was fixed").hex());
    assertThat(wide.incomplete()).isEqualTo(narrow.incomplete());
  }

  @Test
  void readsTheEarlierRecordsOfATraceToWhichSpansOfTheRangeCame() throws IOException {
    try (TopicWriter writer = TopicWriter.to(broker.address())) {
      writer.trace(trace("of before"), range.from().minusSeconds(4));
      writer.trace(trace("of before"), range.from().plusSeconds(2));
      writer.pass(range.to().plus(GAP));
    }

    assertThat(keysRead(extent(LONG)))
        .filteredOn(Spans.traceId("of before").hex()::equals)
        .hasSize(2);
  }

  @Test
  void saysThatOlderTracesAreGoneOnlyWhereTheyMayBeOfTheRange() throws Exception {
    try (TopicWriter writer = TopicWriter.to(broker.address())) {
      writer.trace(trace("there"), range.from().minusSeconds(30));
      broker.deleteRecords(Topics.TRACES);
      writer.trace(trace("there"), range.from());
      writer.pass(range.to().plus(GAP));
    }
    assertThat(extent(LONG).incomplete()).isNull();

    broker.set(Topics.TRACES, TopicConfig.RETENTION_MS_CONFIG, "60000");
    try {
      await()
          .untilAsserted(
              () ->
                  assertThat(extent(LONG).incomplete())
                      .extracting(Manifest.Incomplete::reasons, LIST)
                      .anyMatch(reason -> reason.toString().endsWith("older traces are gone")));
    } finally {
      broker.set(Topics.TRACES, TopicConfig.RETENTION_MS_CONFIG, "86400000");
    }
  }

  @Test
  void followsTheTopicFromATimeOn() throws IOException {
    List<String> seen = new ArrayList<>();
    StopSignal stop = new StopSignal();
    try (TopicWriter writer = TopicWriter.to(broker.address());
        KafkaTraces traces = traces(LONG)) {
      writer.trace(trace("long before"), range.from().minusSeconds(2));
      writer.trace(trace("before it follows"), range.from());
      try (TraceTail tail = traces.tail(range.from(), stop)) {
        writer.trace(trace("while it follows"), range.from().plusSeconds(1));

        await()
            .untilAsserted(
                () -> {
                  tail.poll(record -> seen.add(key(record)));
                  assertThat(seen)
                      .contains(
                          Spans.traceId("before it follows").hex(),
                          Spans.traceId("while it follows").hex());
                });

        stop.raise();
        assertThatThrownBy(() -> tail.poll(record -> {})).isInstanceOf(Refusal.class);
      }
    }
    assertThat(seen).doesNotContain(Spans.traceId("long before").hex());
  }

  @Test
  void aStopIsHeardWhileItWaits() {
    StopSignal stop = new StopSignal();
    stop.raise();
    try (KafkaTraces traces = traces(LONG)) {
      assertThatThrownBy(() -> traces.extent(range, stop))
          .hasFieldOrPropertyWithValue("reason", Refusal.Reason.STOPPING);
    }
  }

  private Extent extent(Duration longestWait) {
    try (KafkaTraces traces = traces(longestWait)) {
      return traces.extent(range, new StopSignal());
    }
  }

  private static List<String> keysRead(Extent extent) throws IOException {
    List<TraceRecord> records = new ArrayList<>();
    try (KafkaTraces traces = traces(LONG)) {
      traces.read(extent, new StopSignal(), records::add);
    }
    return records.stream().map(KafkaTracesIT::key).toList();
  }

  private static String key(TraceRecord record) {
    return TraceJson.read(record.value()).traceId().hex();
  }

  private static KafkaTraces traces(Duration longestWait) {
    var waits = new KafkaTraces.Waits(GAP, SETTLE, MEMORY, longestWait);
    return new KafkaTraces(broker.address(), waits, Clock.systemUTC());
  }

  private Trace trace(String name) {
    return Spans.entry("a")
        .inTrace(name)
        .startingAfter(Duration.between(Spans.EPOCH, range.from()))
        .trace();
  }
}

package io.spanline.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.capture.kafka.KafkaTraces;
import io.spanline.capture.order.ExistingBaseline;
import io.spanline.capture.order.SnapshotOrder;
import io.spanline.capture.store.CaptureStore;
import io.spanline.capture.store.CommitStep;
import io.spanline.capture.store.Snapshot;
import io.spanline.captures.BaselineName;
import io.spanline.captures.TimeRange;
import io.spanline.captures.baseline.Baseline;
import io.spanline.captures.baseline.BaselineComputation;
import io.spanline.captures.baseline.BaselineYaml;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.Selection;
import io.spanline.model.Outcome;
import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.settings.Settings;
import io.spanline.topic.EmbeddedBroker;
import io.spanline.topic.TopicWriter;
import io.spanline.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session of 150 s on a real broker, a request of it and one of its own every 5 s. */
@Tag("broker")
class RangeIT {
  private static final Duration GAP = Duration.ofSeconds(10);
  private static final Duration SETTLE = Duration.ofSeconds(2);

  @TempDir private static Path folder;
  private static Instant began;
  private static EmbeddedBroker broker;
  private static CaptureStore store;
  private static KafkaTraces traces;
  private static Snapshots snapshots;

  @BeforeAll
  static void writeTheSession() throws Exception {
    broker = EmbeddedBroker.start(folder.resolve("broker"));
    broker.create(Topics.OTLP_SPANS, Topics.TRACES, Topics.LEDGER);
    store = CaptureStore.open(folder.resolve("data"), CommitStep.Watch.NONE);
    KafkaTraces.Waits waits =
        new KafkaTraces.Waits(GAP, SETTLE, Duration.ofSeconds(90), Duration.ofSeconds(2));
    traces = new KafkaTraces(broker.address(), waits, Clock.systemUTC());
    snapshots =
        new Snapshots(
            traces, SnapshotScene.NOTHING_KNOWN, store, Settings.of(Map.of()), Clock.systemUTC());
    began = Instant.now().minusSeconds(600);
    try (TopicWriter writer = TopicWriter.to(broker.address())) {
      for (int i = 1; i <= 30; i++) {
        Instant start = at(5 * i);
        Span own = span("own", start).inTrace("own" + i).took(Spans.ms(10)).span();
        writer.trace(trace(1, List.of(own)), start.plusSeconds(2));
        Span inSession = span("session", start).under("root").withId("r" + i).span();
        // At its longest life the session is emitted; what comes later are revisions.
        writer.trace(trace(i, List.of(inSession)), start.plusSeconds(2));
      }
      for (int partition = 0; partition < Topics.OTLP_SPANS.partitions(); partition++) {
        writer.span(partition, at(169));
        writer.ledger(partition, 3, at(170), at(161));
      }
    }
  }

  @AfterAll
  static void stop() throws IOException {
    snapshots.close();
    traces.close();
    store.close();
    broker.close();
  }

  @Test
  void aRangeHoldsTheRequestsThatBeganInItWhicheverTraceTheyBelongTo() throws IOException {
    Snapshot snapshot = take("minute", 90, 150);

    Baseline baseline = Objects.requireNonNull(snapshot.baseline());
    assertThat(baseline.services().get("session"))
        .extracting(service -> service.requests().errors().of())
        .isEqualTo(24L);
    assertThat(Objects.requireNonNull(service(baseline).latencies()).p95().value())
        .isEqualTo(Spans.ms(400));
    Manifest manifest = snapshot.manifest();
    assertThat(manifest.counts().traces()).isEqualTo(13);
    assertThat(manifest.counts().beganBefore()).isEqualTo(1);
    assertThat(manifest.counts().services().get("session"))
        .extracting(Manifest.ServiceCounts::requests)
        .isEqualTo(24L);
    assertThat(manifest.complete()).isTrue();
  }

  @Test
  void rangesThatFollowEachOtherCountEachRequestOnce() throws IOException {
    List<Path> captures = new ArrayList<>();
    for (int second = 0; second < 155; second += 78) {
      captures.add(file(take("part-" + second, second, second + 78)));
    }

    Baseline merged =
        BaselineComputation.of(captures).compute(new BaselineName("merged"), bytes -> {});

    assertThat(service(merged).errors().of()).isEqualTo(60);
  }

  @Test
  void aBaselineIsComputedAgainToTheByte() throws IOException {
    Snapshot snapshot = take("again", 60, 121);

    Baseline computed =
        BaselineComputation.of(List.of(file(snapshot)))
            .compute(new BaselineName("again"), bytes -> {});

    assertThat(BaselineYaml.write(computed))
        .isEqualTo(Files.readAllBytes(folder.resolve("data/baselines/again_baseline.yaml")));
  }

  @Test
  void aRangeIsNotCompleteWhileSpansFromBeforeItsEndAreOpen() throws IOException {
    Manifest.Incomplete incomplete = take("open", 100, 160).manifest().incomplete();

    assertThat(incomplete).isNotNull();
    assertThat(incomplete.openSpans()).isEqualTo(3L * Topics.OTLP_SPANS.partitions());
    assertThat(incomplete.reasons())
        .hasSize(Topics.OTLP_SPANS.partitions())
        .allMatch(reason -> reason.contains("3 spans of 1 traces that are still open"));
  }

  @Test
  void recordsOfOtherTracesAreKnownByTheirKeysAndNotDecoded() throws IOException {
    String prefix = Spans.traceId("own20").hex().substring(0, 16);
    Selection ofOne =
        new Selection(null, new Selection.Filter(null, null, null, null, prefix), null);
    try (TopicWriter writer = TopicWriter.to(broker.address())) {
      writer.value(Spans.traceId("another").hex(), new byte[] {1}, at(100));
    }

    Manifest manifest = snapshots.take(order("one", 90, 150, ofOne)).manifest();

    assertThat(manifest.counts().traces()).isEqualTo(1);
    assertThat(manifest.counts().leftOut()).isZero();
    assertThat(manifest.source().malformed()).isZero();
    assertThat(manifest.source().records()).isGreaterThan(30);
  }

  private static Snapshot take(String name, int from, int to) throws IOException {
    return snapshots.take(order(name, from, to, Selection.ALL));
  }

  private static SnapshotOrder order(String name, int from, int to, Selection selection) {
    return new SnapshotOrder(
        new BaselineName(name),
        ExistingBaseline.KEEP,
        null,
        null,
        new TimeRange(at(from), at(to)),
        selection);
  }

  private static Path file(Snapshot snapshot) {
    return store.captureFolder().resolve(snapshot.manifest().capture().file());
  }

  private static Baseline.Requests service(Baseline baseline) {
    return Objects.requireNonNull(baseline.services().get("session")).requests();
  }

  private static Instant at(long second) {
    return began.plusSeconds(second);
  }

  private static Spans span(String trace, Instant start) {
    return Spans.entry("session")
        .inTrace(trace)
        .startingAfter(Duration.between(Spans.EPOCH, start))
        .took(Spans.ms(400));
  }

  private static Trace trace(int revision, List<Span> spans) {
    return new Trace(spans.get(0).traceId(), revision, Outcome.COMPLETE, spans);
  }
}

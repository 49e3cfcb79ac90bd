package io.spanline.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.capture.Snapshots.Fewer;
import io.spanline.capture.order.Refusal;
import io.spanline.capture.order.SnapshotOrder;
import io.spanline.capture.order.StopSignal;
import io.spanline.capture.store.ExistingBaseline;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.Selection;
import io.spanline.captures.manifest.Selection.Filter;
import io.spanline.captures.manifest.Selection.Take;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CancelledSnapshotsTest {
  private static final Instant NOW = Spans.EPOCH.plusSeconds(90_000);
  private static final TimeRange COMING = new TimeRange(Spans.EPOCH, Spans.EPOCH.plusSeconds(60));

  private final ListedTraces topic = new ListedTraces();
  @TempDir private Path data;
  private SnapshotScene scene;
  private Snapshots snapshots;

  @BeforeEach
  void open() throws IOException {
    scene = new SnapshotScene(data, topic, NOW);
    snapshots = scene.snapshots();
  }

  @AfterEach
  void close() throws IOException {
    scene.close();
  }

  @Test
  void aCancellationInTimeLeavesNoFileAndOthersInPeace() throws IOException {
    StopSignal cancellation = snapshots.cancellation();
    topic
        .with(request("t1", Spans.EPOCH.plusSeconds(10)))
        .beforeReading(() -> assertThat(cancellation.raise()).isTrue());
    SnapshotOrder order = order();

    assertThatThrownBy(() -> snapshots.take(order, Fewer.TAKEN, cancellation))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.CANCELLED));
    scene.assertNoFile();

    topic.beforeReading(() -> {});
    assertThat(snapshots.take(order).manifest().capture().lines()).isEqualTo(1);
  }

  @Test
  void aCancellationIsTooLateOnceTheSnapshotIsThere() throws IOException {
    StopSignal cancellation = snapshots.cancellation();
    topic.with(request("t1", Spans.EPOCH.plusSeconds(10)));

    snapshots.take(order(), Fewer.TAKEN, cancellation);

    assertThat(cancellation.raise()).isFalse();
  }

  @Test
  void whileOneWaitsForAssemblyAnotherIsTaken() throws IOException {
    topic.with(request("t1", Spans.EPOCH.plusSeconds(10)));
    List<Manifest> meanwhile = new ArrayList<>();
    topic.beforeSettled(
        () -> {
          topic.beforeSettled(() -> {});
          meanwhile.add(CompletableFuture.supplyAsync(this::taken).join());
        });

    Manifest manifest = taken();

    assertThat(meanwhile).hasSize(1);
    assertThat(meanwhile.get(0).id()).isLessThan(manifest.id());
  }

  private Manifest taken() {
    try {
      return snapshots.take(order()).manifest();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Trace request(String name, Instant start) {
    return Traces.complete(
        List.of(
            Spans.entry("a")
                .inTrace(name)
                .startingAfter(Duration.between(Spans.EPOCH, start))
                .span()));
  }

  private static SnapshotOrder order() {
    return new SnapshotOrder(
        null,
        ExistingBaseline.KEEP,
        null,
        null,
        COMING,
        new Selection(new Selection.Limit(Take.FIRST, 1), Filter.NONE));
  }
}

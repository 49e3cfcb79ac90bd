package io.spanline.capture;

import static io.spanline.model.Spans.ms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.capture.Snapshots.Fewer;
import io.spanline.capture.order.Refusal;
import io.spanline.capture.order.SnapshotOrder;
import io.spanline.capture.order.StopSignal;
import io.spanline.captures.BaselineName;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.Selection;
import io.spanline.captures.manifest.Selection.Filter;
import io.spanline.captures.manifest.Selection.Take;
import io.spanline.model.Spans;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RefusedSnapshotsTest extends SnapshotScene {
  private static final TimeRange RANGE =
      new TimeRange(Spans.EPOCH.plusSeconds(10), Spans.EPOCH.plusSeconds(20));
  private static final SnapshotOrder NORMAL = order(BaselineName.NORMAL, RANGE, Selection.ALL);
  private static final SnapshotOrder FIRST = order(RANGE, Take.FIRST, 1, Filter.NONE);

  @Test
  void aStopInTheMiddleLeavesNoFile() throws IOException {
    topic.with(request("t1", ms(10_000))).beforeReading(snapshots::close);

    assertThatThrownBy(() -> snapshots.take(NORMAL))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("capture-writer is stopping");

    assertNoFile();
  }

  @Test
  void refusesATakenBaselineBeforeItReads() throws IOException {
    topic.with(request("t1", ms(10_000)));
    snapshots.take(NORMAL);
    topic.failing(new IllegalStateException("was asked"));

    assertThatThrownBy(() -> snapshots.take(NORMAL))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.BASELINE_EXISTS));
  }

  @Test
  void aBaselineThatAppearsWhileReadingIsKept() throws IOException {
    Path baseline = data.resolve("baselines/normal_baseline.yaml");
    topic.with(request("t1", ms(10_000))).beforeReading(() -> Files.writeString(baseline, "mine"));

    assertThatThrownBy(() -> snapshots.take(NORMAL))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.BASELINE_EXISTS));

    assertThat(baseline).hasContent("mine");
    assertThat(data.resolve("captures/capture_001.json")).doesNotExist();
  }

  @Test
  void aCancellationInTimeLeavesNoFileAndOthersInPeace() throws IOException {
    StopSignal cancellation = snapshots.cancellation();
    topic
        .with(request("t1", ms(10_000)))
        .beforeReading(() -> assertThat(cancellation.raise()).isTrue());

    assertThatThrownBy(() -> snapshots.take(FIRST, Fewer.TAKEN, cancellation))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.CANCELLED));
    assertNoFile();

    topic.beforeReading(() -> {});
    assertThat(snapshots.take(FIRST).manifest().capture().lines()).isEqualTo(1);
  }

  @Test
  void aCancellationIsTooLateOnceTheSnapshotIsThere() throws IOException {
    StopSignal cancellation = snapshots.cancellation();
    topic.with(request("t1", ms(10_000)));

    snapshots.take(FIRST, Fewer.TAKEN, cancellation);

    assertThat(cancellation.raise()).isFalse();
  }

  @Test
  void whileOneWaitsForAssemblyAnotherIsTaken() throws IOException {
    topic.with(request("t1", ms(10_000)));
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
      return snapshots.take(FIRST).manifest();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

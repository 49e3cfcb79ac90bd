package io.spanline.capture;

import static io.spanline.model.Spans.ms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.capture.order.Refusal;
import io.spanline.capture.order.SnapshotOrder;
import io.spanline.capture.store.BaselineExistsException;
import io.spanline.capture.store.ExistingBaseline;
import io.spanline.captures.BaselineName;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Selection;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusedSnapshotsTest {
  private static final Instant NOW = Spans.EPOCH.plusSeconds(300);
  private static final TimeRange RANGE =
      new TimeRange(Spans.EPOCH.plusSeconds(10), Spans.EPOCH.plusSeconds(20));

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
  void anEmptyRangeLeavesNoFile() throws IOException {
    topic.with(request("too early", ms(0)));

    assertThatThrownBy(() -> snapshots.take(order()))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("no trace began in " + RANGE);

    scene.assertNoFile();
  }

  @Test
  void aStopInTheMiddleLeavesNoFile() throws IOException {
    topic.with(request("t1", ms(10_000))).beforeReading(snapshots::close);

    assertThatThrownBy(() -> snapshots.take(order()))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("capture-writer is stopping");

    scene.assertNoFile();
  }

  @Test
  void refusesATakenBaselineBeforeItReads() throws IOException {
    topic.with(request("t1", ms(10_000)));
    snapshots.take(order());
    topic.failing(new IllegalStateException("was asked"));

    assertThatThrownBy(() -> snapshots.take(order())).isInstanceOf(BaselineExistsException.class);
  }

  @Test
  void aBaselineThatAppearsWhileReadingIsKept() throws IOException {
    Path baseline = data.resolve("baselines/normal_baseline.yaml");
    topic.with(request("t1", ms(10_000))).beforeReading(() -> Files.writeString(baseline, "mine"));

    assertThatThrownBy(() -> snapshots.take(order())).isInstanceOf(BaselineExistsException.class);

    assertThat(baseline).hasContent("mine");
    assertThat(data.resolve("captures/capture_001.json")).doesNotExist();
  }

  private static SnapshotOrder order() {
    return new SnapshotOrder(
        BaselineName.NORMAL, ExistingBaseline.KEEP, null, null, RANGE, Selection.ALL);
  }

  private static Trace request(String trace, Duration start) {
    return Traces.complete(List.of(Spans.entry("a").inTrace(trace).startingAfter(start).span()));
  }
}

package io.spanline.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.capture.order.ExistingBaseline;
import io.spanline.capture.order.SnapshotOrder;
import io.spanline.capture.store.CaptureStore;
import io.spanline.capture.store.CommitStep;
import io.spanline.capture.surroundings.Surroundings;
import io.spanline.captures.BaselineName;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.Selection;
import io.spanline.captures.manifest.Selection.Filter;
import io.spanline.captures.manifest.Selection.Take;
import io.spanline.captures.manifest.Toxics;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.TraceId;
import io.spanline.settings.Settings;
import io.spanline.topic.TraceJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots of listed traces into a folder, 25 hours after the epoch. */
public abstract class SnapshotScene {
  protected static final Instant NOW = Spans.EPOCH.plusSeconds(90_000);

  static final Surroundings NOTHING_KNOWN =
      (range, services, stop) ->
          new Manifest.Conditions(
              new Toxics(null, "nobody looks in this test", List.of()), new TreeMap<>(), null);

  protected final ListedTraces topic = new ListedTraces();
  protected final HandClock clock = new HandClock(NOW);
  @TempDir protected Path data;
  protected CaptureStore store;
  protected Snapshots snapshots;
  CommitStep.Watch watch = CommitStep.Watch.NONE;

  @BeforeEach
  protected final void openScene() throws IOException {
    store = CaptureStore.open(data, step -> watch.before(step));
    snapshots = snapshots(topic, store, clock);
  }

  @AfterEach
  protected final void closeScene() throws IOException {
    snapshots.close();
    store.close();
  }

  public static Snapshots snapshots(ListedTraces topic, CaptureStore store, HandClock clock) {
    return new Snapshots(topic, NOTHING_KNOWN, store, Settings.of(Map.of()), clock);
  }

  protected static SnapshotOrder order(
      @Nullable BaselineName baseline, TimeRange range, Selection selection) {
    return new SnapshotOrder(baseline, ExistingBaseline.KEEP, null, null, range, selection);
  }

  protected static SnapshotOrder order(TimeRange range, Take take, long traces, Filter where) {
    return order(null, range, new Selection(new Selection.Limit(take, traces), where, null));
  }

  /** A request to service a, some time after the epoch. */
  protected static Trace request(String trace, Duration start) {
    return Spans.entry("a").inTrace(trace).startingAfter(start).trace();
  }

  /** The lines of a capture, as they are in its file. */
  List<String> text(String file) throws IOException {
    return Files.readAllLines(data.resolve("captures").resolve(file));
  }

  /** The traces of the first capture. */
  List<Trace> lines() throws IOException {
    return text("capture_001.json").stream()
        .map(line -> TraceJson.read(line.getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  List<TraceId> names() throws IOException {
    return lines().stream().map(Trace::traceId).toList();
  }

  protected void assertNoFile() throws IOException {
    assertNoFile(data);
  }

  public static void assertNoFile(Path data) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      assertThat(files.filter(Files::isRegularFile).map(Path::getFileName).map(Path::toString))
          .containsExactly(".lock");
    }
  }
}

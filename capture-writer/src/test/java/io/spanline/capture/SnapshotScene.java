package io.spanline.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.capture.store.CaptureStore;
import io.spanline.capture.store.CommitStep;
import io.spanline.model.Trace;
import io.spanline.topic.TraceJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Snapshots of listed traces into a folder, at a fixed time. */
final class SnapshotScene implements AutoCloseable {
  private final Path data;
  private final CaptureStore store;
  private final Snapshots snapshots;

  SnapshotScene(Path data, ListedTraces topic, Instant now) throws IOException {
    this(data, topic, now, CommitStep.Watch.NONE);
  }

  SnapshotScene(Path data, ListedTraces topic, Instant now, CommitStep.Watch watch)
      throws IOException {
    this.data = data;
    this.store = CaptureStore.open(data, watch);
    CaptureSettings settings =
        new CaptureSettings(0, "", data, Duration.ofSeconds(10), new TreeMap<>());
    this.snapshots =
        new Snapshots(
            topic, new FixedSurroundings(), store, settings, Clock.fixed(now, ZoneOffset.UTC));
  }

  Snapshots snapshots() {
    return snapshots;
  }

  /** The traces of the first capture. */
  List<Trace> lines() throws IOException {
    return Files.readAllLines(data.resolve("captures/capture_001.json")).stream()
        .map(line -> TraceJson.read(line.getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  void assertNoFile() throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      assertThat(files.filter(Files::isRegularFile).map(Path::getFileName).map(Path::toString))
          .containsExactly(".lock");
    }
  }

  @Override
  public void close() throws IOException {
    snapshots.close();
    store.close();
  }
}

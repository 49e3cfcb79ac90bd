package io.spanline.capture.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.spanline.capture.Snapshot;
import io.spanline.capture.store.CaptureStore;
import io.spanline.captures.CaptureId;
import io.spanline.captures.TimeRange;
import io.spanline.captures.baseline.Baseline;
import io.spanline.captures.baseline.BaselineTally;
import io.spanline.captures.line.CaptureReader;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.Manifest.Incomplete;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code POST /v1/snapshots}.
 *
 * @param capture path of the capture's file, as are manifest and baseline
 * @param warning what is still to be done, and why; left out where nothing is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SnapshotAnswer(
    CaptureId id,
    String capture,
    String manifest,
    @Nullable String baseline,
    TimeRange range,
    long traces,
    long spans,
    boolean complete,
    @Nullable Incomplete incomplete,
    @Nullable String warning,
    SortedMap<String, ServiceSummary> services) {

  static SnapshotAnswer of(Snapshot snapshot, CaptureStore store) {
    return of(snapshot.manifest(), snapshot.baseline(), snapshot.warning(), store);
  }

  /**
   * The answer to a snapshot that was taken before. Its sums come from the capture: the baseline
   * that was computed then may have been replaced since.
   */
  static SnapshotAnswer again(Manifest manifest, CaptureStore store) throws IOException {
    Manifest.BaselineFile baseline = manifest.baseline();
    Optional<Path> capture = store.capture(manifest.id());
    if (baseline == null || capture.isEmpty()) {
      return of(manifest, null, null, store);
    }
    BaselineTally tally = new BaselineTally();
    CaptureReader.read(capture.get(), tally::add);
    return of(manifest, tally.baseline(baseline.name(), List.of(manifest)), null, store);
  }

  private static SnapshotAnswer of(
      Manifest manifest,
      @Nullable Baseline baseline,
      @Nullable String warning,
      CaptureStore store) {
    return new SnapshotAnswer(
        manifest.id(),
        store.captureFolder().resolve(manifest.capture().file()).toString(),
        store.captureFolder().resolve(manifest.id().manifestFile()).toString(),
        baseline == null ? null : store.baselineFolder().resolve(baseline.name().file()).toString(),
        manifest.range(),
        manifest.counts().traces(),
        manifest.counts().spans(),
        manifest.complete(),
        manifest.incomplete(),
        warning,
        ServiceSummary.all(baseline));
  }
}

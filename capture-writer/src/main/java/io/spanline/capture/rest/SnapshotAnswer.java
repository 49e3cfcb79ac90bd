package io.spanline.capture.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.spanline.capture.Snapshot;
import io.spanline.capture.store.CaptureStore;
import io.spanline.file.Baseline;
import io.spanline.file.CaptureId;
import io.spanline.file.Manifest;
import io.spanline.file.Manifest.Incomplete;
import io.spanline.file.TimeRange;
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
    String baseline,
    TimeRange range,
    long traces,
    long spans,
    boolean complete,
    @Nullable Incomplete incomplete,
    @Nullable String warning,
    SortedMap<String, Baseline.Service> services) {

  static SnapshotAnswer of(Snapshot snapshot, CaptureStore store) {
    Manifest manifest = snapshot.manifest();
    return new SnapshotAnswer(
        manifest.id(),
        store.captureFolder().resolve(manifest.capture().file()).toString(),
        store.captureFolder().resolve(manifest.id().manifestFile()).toString(),
        store.baselineFolder().resolve(manifest.baseline().file()).toString(),
        manifest.range(),
        manifest.counts().traces(),
        manifest.counts().spans(),
        manifest.complete(),
        manifest.incomplete(),
        snapshot.warning(),
        snapshot.services());
  }
}

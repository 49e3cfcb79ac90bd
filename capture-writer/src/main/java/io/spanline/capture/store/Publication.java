package io.spanline.capture.store;

import io.spanline.capture.order.ExistingBaseline;
import io.spanline.capture.order.Refusal;
import io.spanline.captures.BaselineName;
import io.spanline.captures.CaptureId;
import io.spanline.captures.FileSums;
import io.spanline.captures.baseline.Baseline;
import io.spanline.captures.baseline.BaselineYaml;
import io.spanline.captures.folder.Draft;
import io.spanline.captures.folder.Durably;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.ManifestJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The publishing of one snapshot: it exists from the moment its manifest gets its name, the {@link
 * Commit}. Whatever fails before is undone and thrown; whatever fails after is a warning and is
 * finished before the next snapshot or at the next start. The order of writes and syncs follows
 * Pillai et al., "All File Systems Are Not Created Equal" (OSDI 2014).
 */
final class Publication {
  private final List<Path> made = new ArrayList<>();
  private final DataFolder folder;
  private final CommitStep.Watch watch;

  Publication(DataFolder folder, CommitStep.Watch watch) {
    this.folder = folder;
    this.watch = watch;
  }

  Snapshot publish(Draft draft, CaptureContents contents, ExistingBaseline existing)
      throws IOException {
    Snapshot prepared;
    Commit commit;
    try {
      new PendingBaselines(folder).finish();
      prepared = prepare(draft, contents, existing);
      commit = new Commit(folder, watch, prepared.manifest());
      commit.commit();
    } catch (IOException | RuntimeException e) {
      undo(e);
      throw e;
    }
    return new Snapshot(prepared.manifest(), prepared.baseline(), commit.finish());
  }

  static void refuseTaken(DataFolder folder, BaselineName name, ExistingBaseline existing) {
    if (existing == ExistingBaseline.KEEP && Files.exists(folder.baseline(name))) {
      throw new Refusal(
          Refusal.Reason.BASELINE_EXISTS,
          "baseline '%s' exists; send \"replace\": true or another name in \"baseline\""
              .formatted(name));
    }
  }

  /** Everything but the commit: manifest and baseline wait under unfinished names. */
  private Snapshot prepare(Draft draft, CaptureContents contents, ExistingBaseline existing)
      throws IOException {
    watch.before(CommitStep.SYNC_LINES);
    Draft.Lines lines = draft.sync();
    CaptureId id = folder.captures().nextFree();
    BaselineName name = contents.baselineName();
    watch.before(CommitStep.CHECK_BASELINE);
    if (name != null) {
      refuseTaken(folder, name, existing);
    }
    watch.before(CommitStep.LINK_CAPTURE);
    id = folder.captures().link(draft, id);
    made.add(folder.captures().lines(id));
    watch.before(CommitStep.REMOVE_DRAFT);
    draft.remove();
    Manifest manifest = contents.manifest(id, capture(id, lines));
    watch.before(CommitStep.WRITE_BASELINE);
    Baseline baseline = name == null ? null : contents.baseline(name, manifest);
    if (baseline != null) {
      manifest = manifest.with(written(baseline, id));
    }
    watch.before(CommitStep.WRITE_MANIFEST);
    Path unfinished = folder.captures().unfinishedManifest(id);
    made.add(unfinished);
    Durably.write(unfinished, ManifestJson.write(manifest));
    return new Snapshot(manifest, baseline, null);
  }

  private Manifest.BaselineFile written(Baseline baseline, CaptureId id) throws IOException {
    byte[] bytes = BaselineYaml.write(baseline);
    Path file = folder.unfinishedBaseline(baseline.name(), id);
    made.add(file);
    Durably.write(file, bytes);
    return new Manifest.BaselineFile(baseline.name(), baseline.name().file(), FileSums.of(bytes));
  }

  private static Manifest.Capture capture(CaptureId id, Draft.Lines lines) {
    return new Manifest.Capture(
        id.linesFile(), Manifest.Capture.SCHEMA, lines.sha256(), lines.bytes(), lines.lines());
  }

  private void undo(Exception cause) {
    for (int i = made.size() - 1; i >= 0; i--) {
      try {
        Files.deleteIfExists(made.get(i));
      } catch (IOException e) {
        cause.addSuppressed(e);
      }
    }
  }
}

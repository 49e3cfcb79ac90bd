package io.spanline.capture.store;

import io.spanline.captures.BaselineName;
import io.spanline.captures.CaptureId;
import io.spanline.captures.FileSums;
import io.spanline.captures.folder.Durably;
import io.spanline.captures.folder.NumberedFolder;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.ManifestJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The baselines of committed snapshots that did not get their name yet. */
record PendingBaselines(DataFolder folder) {

  /**
   * Gives each its name. Only the last commit of a name counts: an older one must not undo a newer.
   *
   * @return the file names that were given
   */
  List<String> finish() throws IOException {
    List<String> finished = new ArrayList<>();
    // The usual case costs one listing; the manifests are read only if something is left.
    if (folder.baselineNames().stream().noneMatch(NumberedFolder::isUnfinished)) {
      return finished;
    }
    Map<BaselineName, Pending> last = new HashMap<>();
    for (CaptureId id : folder.captures().committed()) {
      readable(id).flatMap(Pending::of).ifPresent(pending -> last.put(pending.name(), pending));
    }
    for (Pending pending : last.values()) {
      Path unfinished = folder.unfinishedBaseline(pending.name(), pending.id());
      if (NumberedFolder.isFile(unfinished) && FileSums.of(unfinished).equals(pending.sha256())) {
        finish(pending, unfinished);
        finished.add(pending.name().file());
      }
    }
    return finished;
  }

  /** The baseline that a manifest names, and the snapshot that it is of. */
  private record Pending(BaselineName name, String sha256, CaptureId id) {
    static Optional<Pending> of(Manifest manifest) {
      return Optional.ofNullable(manifest.baseline())
          .map(baseline -> new Pending(baseline.name(), baseline.sha256(), manifest.id()));
    }
  }

  private void finish(Pending pending, Path unfinished) throws IOException {
    try {
      Durably.rename(unfinished, folder.baseline(pending.name()));
    } catch (IOException e) {
      throw new IOException(
          "baseline '%s' of %s cannot be put in place: %s"
              .formatted(pending.name(), pending.id(), e),
          e);
    }
  }

  /** A manifest that cannot be read is left to its owner; its capture is no stray. */
  private Optional<Manifest> readable(CaptureId id) throws IOException {
    try {
      return Optional.of(ManifestJson.read(Files.readAllBytes(folder.captures().manifest(id))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

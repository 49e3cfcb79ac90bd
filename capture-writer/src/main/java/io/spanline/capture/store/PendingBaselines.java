package io.spanline.capture.store;

import io.spanline.file.BaselineName;
import io.spanline.file.CaptureId;
import io.spanline.file.Manifest;
import io.spanline.file.ManifestJson;
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
    // The usual case costs one listing; the manifests are read only where something is left.
    if (DataFolder.fileNames(folder.baselines()).stream().noneMatch(DataFolder::isUnfinished)) {
      return finished;
    }
    Map<BaselineName, Manifest> last = new HashMap<>();
    for (CaptureId id : folder.committed()) {
      readable(id).ifPresent(manifest -> last.put(manifest.baseline().name(), manifest));
    }
    for (Manifest manifest : last.values()) {
      BaselineName name = manifest.baseline().name();
      Path unfinished = folder.unfinishedBaseline(name, manifest.id());
      if (DataFolder.isFile(unfinished)
          && Sums.of(unfinished).equals(manifest.baseline().sha256())) {
        finish(manifest, unfinished);
        finished.add(name.file());
      }
    }
    return finished;
  }

  private void finish(Manifest manifest, Path unfinished) throws IOException {
    BaselineName name = manifest.baseline().name();
    try {
      Durably.rename(unfinished, folder.baseline(name));
    } catch (IOException e) {
      throw new IOException(
          "baseline '%s' of %s cannot be put in place: %s".formatted(name, manifest.id(), e), e);
    }
  }

  /** A manifest that cannot be read is left to its owner; its capture is no stray. */
  private Optional<Manifest> readable(CaptureId id) throws IOException {
    try {
      return Optional.of(ManifestJson.read(Files.readAllBytes(folder.manifest(id))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

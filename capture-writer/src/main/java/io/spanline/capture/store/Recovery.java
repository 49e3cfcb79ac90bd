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

/**
 * Puts a folder right after a process that ended in the middle of a snapshot: finishes the baseline
 * of a committed one, removes what is unfinished, sets captures without a manifest aside.
 */
final class Recovery {
  private final DataFolder folder;
  private final List<String> finished = new ArrayList<>();
  private final List<String> removed = new ArrayList<>();
  private final List<String> setAside = new ArrayList<>();

  private Recovery(DataFolder folder) {
    this.folder = folder;
  }

  /** What was done, by file name. */
  record Report(List<String> finished, List<String> removed, List<String> setAside) {
    Report {
      finished = List.copyOf(finished);
      removed = List.copyOf(removed);
      setAside = List.copyOf(setAside);
    }

    boolean isEmpty() {
      return finished.isEmpty() && removed.isEmpty() && setAside.isEmpty();
    }
  }

  /** Needs the folder's lock. */
  static Report of(DataFolder folder) throws IOException {
    Recovery recovery = new Recovery(folder);
    recovery.finishBaselines();
    recovery.removeUnfinished(folder.baselines());
    recovery.removeUnfinished(folder.captures());
    recovery.setStraysAside();
    return new Report(recovery.finished, recovery.removed, recovery.setAside);
  }

  /** Only the last commit of a name counts: an older one must not undo a newer. */
  private void finishBaselines() throws IOException {
    Map<BaselineName, Manifest> last = new HashMap<>();
    for (CaptureId id : folder.committed()) {
      readable(id).ifPresent(manifest -> last.put(manifest.baseline().name(), manifest));
    }
    for (Manifest manifest : last.values()) {
      BaselineName name = manifest.baseline().name();
      Path unfinished = folder.unfinishedBaseline(name, manifest.id());
      if (DataFolder.isFile(unfinished)
          && Sums.of(unfinished).equals(manifest.baseline().sha256())) {
        Durably.rename(unfinished, folder.baseline(name));
        finished.add(name.file());
      }
    }
  }

  private void removeUnfinished(Path parent) throws IOException {
    for (String name : DataFolder.fileNames(parent)) {
      if (name.startsWith(".") && name.endsWith(DataFolder.UNFINISHED)) {
        Files.delete(parent.resolve(name));
        removed.add(name);
      }
    }
  }

  private void setStraysAside() throws IOException {
    for (String name : DataFolder.fileNames(folder.captures())) {
      Optional<CaptureId> id = CaptureId.ofCaptureFile(name);
      if (id.isPresent() && !Files.exists(folder.manifest(id.get()))) {
        Files.createDirectories(folder.strays());
        // No name is there twice: nextFree() passes over the numbers of strays.
        Durably.rename(folder.captures().resolve(name), folder.strays().resolve(name));
        setAside.add(name);
      }
    }
    if (!setAside.isEmpty()) {
      Durably.syncFolderOf(folder.strays());
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

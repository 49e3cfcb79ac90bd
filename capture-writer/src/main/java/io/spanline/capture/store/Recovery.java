package io.spanline.capture.store;

import io.spanline.captures.CaptureId;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a folder right after a process that ended in the middle of a snapshot: finishes the baseline
 * of a committed one, removes what is unfinished, sets captures without a manifest aside.
 */
final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
  private static final int STRAYS_OF_A_NAME = 1_000;

  private final DataFolder folder;
  private final List<String> removed = new ArrayList<>();
  private final List<String> setAside = new ArrayList<>();

  private Recovery(DataFolder folder) {
    this.folder = folder;
  }

  /** Puts the folder right; needs its lock. */
  static void of(DataFolder folder) throws IOException {
    Recovery recovery = new Recovery(folder);
    // First, and it must not fail: what is unfinished is removed next.
    List<String> finished = new PendingBaselines(folder).finish();
    recovery.removeUnfinished(folder.baselines());
    recovery.removeUnfinished(folder.captures());
    recovery.setStraysAside();
    if (!finished.isEmpty() || !recovery.removed.isEmpty() || !recovery.setAside.isEmpty()) {
      LOG.atWarn()
          .addKeyValue("finished", finished)
          .addKeyValue("removed", recovery.removed)
          .addKeyValue("setAside", recovery.setAside)
          .log("an earlier process ended in the middle of a snapshot");
    }
  }

  private void removeUnfinished(Path parent) throws IOException {
    for (String name : DataFolder.fileNames(parent)) {
      if (DataFolder.isUnfinished(name)) {
        Files.delete(parent.resolve(name));
        removed.add(name);
      }
    }
  }

  private void setStraysAside() throws IOException {
    for (String name : DataFolder.fileNames(folder.captures())) {
      Optional<CaptureId> id = CaptureId.NUMBERING.ofLinesFile(name);
      if (id.isPresent() && !Files.exists(folder.manifest(id.get()))) {
        Files.createDirectories(folder.strays());
        setAside.add(setAside(name));
      }
    }
    if (!setAside.isEmpty()) {
      Durably.syncFolderOf(folder.strays());
    }
  }

  /**
   * Moves one file among the strays, overwriting none: the second of a name becomes {@code
   * capture_002.json.2}. A rename would replace what has the name, a link cannot.
   */
  private String setAside(String name) throws IOException {
    Path from = folder.captures().resolve(name);
    for (int copy = 1; copy <= STRAYS_OF_A_NAME; copy++) {
      Path to = folder.strays().resolve(copy == 1 ? name : name + "." + copy);
      try {
        Files.createLink(to, from);
      } catch (FileAlreadyExistsException e) {
        continue;
      }
      Durably.syncFolderOf(to);
      Files.delete(from);
      Durably.syncFolderOf(from);
      return String.valueOf(to.getFileName());
    }
    throw new IOException(
        "%s holds %s files named %s; move some elsewhere"
            .formatted(folder.strays(), STRAYS_OF_A_NAME, name));
  }
}

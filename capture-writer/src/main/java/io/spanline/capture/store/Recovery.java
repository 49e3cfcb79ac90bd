package io.spanline.capture.store;

import io.spanline.captures.CaptureId;
import io.spanline.captures.folder.NumberedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a folder right after a process that ended in the middle of a snapshot: finishes the baseline
 * of a committed one, removes what is unfinished, sets captures without a manifest aside.
 */
final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

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
    recovery.removeUnfinished(folder.baselines(), folder.baselineNames());
    recovery.removeUnfinished(folder.captures().path(), folder.captures().fileNames());
    recovery.setStraysAside();
    if (!finished.isEmpty() || !recovery.removed.isEmpty() || !recovery.setAside.isEmpty()) {
      LOG.atWarn()
          .addKeyValue("finished", finished)
          .addKeyValue("removed", recovery.removed)
          .addKeyValue("setAside", recovery.setAside)
          .log("an earlier process ended in the middle of a snapshot");
    }
  }

  private void removeUnfinished(Path parent, List<String> names) throws IOException {
    for (String name : names) {
      if (NumberedFolder.isUnfinished(name)) {
        Files.delete(parent.resolve(name));
        removed.add(name);
      }
    }
  }

  private void setStraysAside() throws IOException {
    for (CaptureId id : folder.captures().withoutManifest()) {
      Path stray = folder.captures().strays().add(id.linesFile());
      setAside.add(String.valueOf(stray.getFileName()));
    }
  }
}

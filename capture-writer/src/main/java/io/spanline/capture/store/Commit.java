package io.spanline.capture.store;

import io.spanline.captures.BaselineName;
import io.spanline.captures.CaptureId;
import io.spanline.captures.folder.Durably;
import io.spanline.captures.folder.NumberedFolder;
import io.spanline.captures.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commit of a snapshot whose files wait under unfinished names, and what comes after it. A
 * failure of the first means that there is no snapshot; one of the second that there is one, of
 * which the rest is done later.
 */
final class Commit {
  private static final Logger LOG = LoggerFactory.getLogger(Commit.class);
  private static final int TRIES = 3;
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final DataFolder folder;
  private final CommitStep.Watch watch;
  private final Manifest manifest;
  private final Path named;
  private final @Nullable BaselineNaming baseline;

  Commit(DataFolder folder, CommitStep.Watch watch, Manifest manifest) {
    this.folder = folder;
    this.watch = watch;
    this.manifest = manifest;
    this.named = folder.captures().manifest(manifest.id());
    Manifest.BaselineFile of = manifest.baseline();
    this.baseline = of == null ? null : BaselineNaming.of(of.name(), manifest.id(), folder);
  }

  /** The rename that gives a baseline its name. */
  private record BaselineNaming(BaselineName name, Path unfinished, Path file) {
    static BaselineNaming of(BaselineName name, CaptureId id, DataFolder folder) {
      return new BaselineNaming(name, folder.unfinishedBaseline(name, id), folder.baseline(name));
    }

    /** May be done again. */
    void rename() throws IOException {
      if (NumberedFolder.isFile(unfinished)) {
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      }
      Durably.syncFolderOf(file);
    }

    /** Fails now if the rename would surely fail after the commit. */
    void requireRoom(Path folder) throws IOException {
      if (!Files.isWritable(folder)) {
        throw new IOException(folder + " cannot be written");
      }
      if (Files.isDirectory(file)) {
        throw new IOException(file + " is a folder, but the baseline needs that name");
      }
    }
  }

  /** The manifest gets its name: from here on the snapshot exists. */
  void commit() throws IOException {
    // The capture's name must be durable before the manifest's, in whatever order they are flushed.
    Durably.syncFolderOf(folder.captures().lines(manifest.id()));
    if (baseline != null) {
      Durably.syncFolderOf(baseline.unfinished());
      baseline.requireRoom(folder.baselines());
    }
    watch.before(CommitStep.NAME_MANIFEST);
    Files.move(
        folder.captures().unfinishedManifest(manifest.id()), named, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Makes the commit durable and gives the baseline its name; tries more than once.
   *
   * @return what is left to do, and why; null if nothing is
   */
  @Nullable String finish() {
    Exception failure = null;
    for (int tried = 0; tried < TRIES; tried++) {
      if (tried > 0) {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
      try {
        nameBaseline();
        return null;
      } catch (IOException | RuntimeException e) {
        failure = e;
      }
    }
    LOG.atError()
        .addKeyValue("id", manifest.id())
        .setCause(failure)
        .log("a snapshot was taken but not finished");
    return warning(String.valueOf(failure));
  }

  /** Every part may be done again. */
  private void nameBaseline() throws IOException {
    watch.before(CommitStep.SYNC_COMMIT);
    // First: a baseline must not outlast, in a power cut, the snapshot that it comes from.
    Durably.syncFolderOf(named);
    watch.before(CommitStep.NAME_BASELINE);
    if (baseline != null) {
      baseline.rename();
    }
    watch.before(CommitStep.TELL_CALLER);
  }

  private String warning(String reason) {
    return baseline != null && NumberedFolder.isFile(baseline.unfinished())
        ? ("%s was taken, but baseline '%s' is not in place yet (%s); make %s writable: the baseline"
                + " is finished before the next snapshot or at the next start")
            .formatted(manifest.id(), baseline.name(), reason, folder.baselines())
        : "%s was taken, but its files may not survive a power cut (%s); check the disk"
            .formatted(manifest.id(), reason);
  }
}

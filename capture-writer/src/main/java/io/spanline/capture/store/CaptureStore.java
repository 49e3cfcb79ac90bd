package io.spanline.capture.store;

import io.spanline.capture.order.ExistingBaseline;
import io.spanline.captures.BaselineName;
import io.spanline.captures.CaptureId;
import io.spanline.captures.baseline.Baseline;
import io.spanline.captures.baseline.BaselineYaml;
import io.spanline.captures.folder.Draft;
import io.spanline.captures.folder.FolderLock;
import io.spanline.captures.folder.NumberedFolder;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.ManifestJson;
import io.spanline.captures.replay.ReplayFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The captures and baselines of one folder, and the only right to add to them. */
public final class CaptureStore implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CaptureStore.class);

  private final AtomicLong serial = new AtomicLong();
  private final DataFolder folder;
  private final FolderLock lock;
  private final CommitStep.Watch watch;

  private CaptureStore(DataFolder folder, FolderLock lock, CommitStep.Watch watch) {
    this.folder = folder;
    this.lock = lock;
    this.watch = watch;
  }

  /**
   * Takes the folder over and puts right what an earlier process left.
   *
   * @throws IOException if another process writes there
   */
  public static CaptureStore open(Path data) throws IOException {
    return open(data, CommitStep.Watch.NONE);
  }

  /** Opens the folder and watches each commit. */
  public static CaptureStore open(Path data, CommitStep.Watch watch) throws IOException {
    DataFolder folder = DataFolder.in(data);
    FolderLock lock =
        folder
            .captures()
            .lock(
                process ->
                    "%s is in use by another capture-writer%s; stop it or set SPANLINE_DATA_DIR"
                        .formatted(folder.captures().path(), process));
    try {
      Recovery.of(folder);
      return new CaptureStore(folder, lock, watch);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Refuses an order whose baseline, if it has one, exists and is to be kept. */
  public void refuseTaken(@Nullable BaselineName name, ExistingBaseline existing) {
    if (name != null) {
      Publication.refuseTaken(folder, name, existing);
    }
  }

  /** An empty capture to write lines into. */
  public Draft draft() throws IOException {
    lock.requireHeld();
    return new Draft(folder.captures().unfinished("capture", serial.incrementAndGet()));
  }

  /** A new file name for what is only needed while a draft is written. */
  public Path spoolFile() {
    return folder.captures().unfinished("spool", serial.incrementAndGet());
  }

  /**
   * Publishes a draft with its manifest and baseline. An error means that there is no snapshot and
   * no file of it has a name; once there is one, nothing is thrown any more: what could not be
   * finished is in the warning, and is finished before the next snapshot or at the next start.
   */
  public Snapshot publish(Draft draft, CaptureContents contents, ExistingBaseline existing)
      throws IOException {
    lock.requireHeld();
    return new Publication(folder, watch).publish(draft, contents, existing);
  }

  /** Every capture that exists, in order of number. */
  public List<CaptureId> ids() throws IOException {
    return folder.captures().committed();
  }

  /** Those manifests that can be read; the log has the others. */
  public List<Manifest> manifests(List<CaptureId> ids) throws IOException {
    List<Manifest> manifests = new ArrayList<>();
    for (CaptureId id : ids) {
      try {
        manifest(id).ifPresent(manifests::add);
      } catch (IllegalArgumentException e) {
        LOG.atWarn().addKeyValue("id", id).setCause(e).log("a manifest cannot be read");
      }
    }
    return manifests;
  }

  /**
   * One capture's manifest.
   *
   * @throws IllegalArgumentException if it is there but cannot be read
   */
  public Optional<Manifest> manifest(CaptureId id) throws IOException {
    Path file = folder.captures().manifest(id);
    return NumberedFolder.isFile(file)
        ? Optional.of(ManifestJson.read(Files.readAllBytes(file)))
        : Optional.empty();
  }

  /** The file of a capture that exists. */
  public Optional<Path> capture(CaptureId id) {
    Path file = folder.captures().lines(id);
    return NumberedFolder.isFile(folder.captures().manifest(id)) && NumberedFolder.isFile(file)
        ? Optional.of(file)
        : Optional.empty();
  }

  /** Every baseline that can be read, in order of name. */
  public List<Baseline> baselines() throws IOException {
    List<Baseline> baselines = new ArrayList<>();
    for (String name : folder.baselineNames()) {
      if (BaselineName.ofFile(name).isPresent()) {
        try {
          baselines.add(BaselineYaml.read(Files.readAllBytes(folder.baselines().resolve(name))));
        } catch (IllegalArgumentException e) {
          LOG.atWarn().addKeyValue("file", name).setCause(e).log("a baseline cannot be read");
        }
      }
    }
    return baselines;
  }

  /** The file of a baseline. */
  public Optional<Path> baseline(BaselineName name) {
    Path file = folder.baseline(name);
    return NumberedFolder.isFile(file) ? Optional.of(file) : Optional.empty();
  }

  public boolean isWritable() {
    return Files.isWritable(captureFolder()) && Files.isWritable(folder.baselines());
  }

  /** The replays beside, which others write. */
  public ReplayFolder replays() {
    return folder.replays();
  }

  public Path captureFolder() {
    return folder.captures().path();
  }

  public Path baselineFolder() {
    return folder.baselines();
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}

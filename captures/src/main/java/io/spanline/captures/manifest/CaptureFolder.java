package io.spanline.captures.manifest;

import io.spanline.captures.CaptureId;
import io.spanline.captures.DamagedFileException;
import io.spanline.captures.folder.ManifestFile;
import io.spanline.captures.folder.NumberedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The captures and baselines of a data folder, as programs read them that do not write there. */
public record CaptureFolder(Path data) {
  /** Below it even a small capture, its spool and its manifest may not fit on the disk. */
  public static final long LEAST_FREE_BYTES = 64L << 20;

  private static final ManifestFile<CaptureId, Manifest> MANIFEST =
      new ManifestFile<>("capture", ManifestJson::read, Manifest::id);

  public Path captures() {
    return data.resolve("captures");
  }

  public Path baselines() {
    return data.resolve("baselines");
  }

  /** Why nothing can be written, and what to do. */
  public record Obstacle(String what, String mend) {
    /** In one sentence. */
    @Override
    public String toString() {
      return what + "; " + mend + ", or set SPANLINE_DATA_DIR to another folder";
    }
  }

  /**
   * What keeps captures and baselines from being written here; empty if nothing does. Folders that
   * are missing are made.
   */
  public Optional<Obstacle> obstacle() {
    return Stream.of(captures(), baselines())
        .map(CaptureFolder::obstacle)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Obstacle> obstacle(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
      }
      Files.delete(Files.createTempFile(folder, ".probe", ""));
      long free = Files.getFileStore(folder).getUsableSpace();
      return free >= LEAST_FREE_BYTES
          ? Optional.empty()
          : Optional.of(
              new Obstacle(
                  "%s has %d MiB left of the %d MiB that are needed"
                      .formatted(folder, free >> 20, LEAST_FREE_BYTES >> 20),
                  "make room on its disk"));
    } catch (IOException e) {
      return Optional.of(
          new Obstacle(
              "nothing can be written in " + folder, "give yourself the right (chmod u+w, chown)"));
    }
  }

  /** The captures that exist, ascending: those that have a manifest. */
  public List<CaptureId> ids() throws IOException {
    return folder().ids();
  }

  private NumberedFolder<CaptureId> folder() {
    return new NumberedFolder<>(captures(), CaptureId.NUMBERING, "capture-writer");
  }

  /** Every capture that exists, ascending. */
  public List<ManifestFile.Listed<CaptureId, Manifest>> list() throws IOException {
    return MANIFEST.list(folder());
  }

  /**
   * The file that a text stands for: a path, or the id of a capture of this folder.
   *
   * @throws NoSuchFileException naming what there is instead
   */
  public Path find(String pathOrId) throws IOException {
    return folder().find(pathOrId);
  }

  /** The file of a capture's manifest, next to it. */
  public static Path manifestOf(Path capture) {
    return ManifestFile.of(capture);
  }

  /**
   * Reads a capture's manifest.
   *
   * @throws DamagedFileException if it is not there or cannot be read
   */
  public static Manifest manifest(Path capture) throws IOException {
    return MANIFEST.read(capture);
  }
}

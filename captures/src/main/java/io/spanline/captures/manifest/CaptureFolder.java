package io.spanline.captures.manifest;

import io.spanline.captures.CaptureId;
import io.spanline.captures.DamagedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The captures and baselines of a data folder, as programs read them that do not write there. */
public record CaptureFolder(Path data) {
  /** Below it even a small capture, its spool and its manifest may not fit on the disk. */
  public static final long LEAST_FREE_BYTES = 64L << 20;

  private static final long MOST_MANIFEST_BYTES = 64 << 20;

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
    if (!Files.isDirectory(captures())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(captures())) {
      return files
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .map(file -> CaptureId.NUMBERING.ofManifestFile(String.valueOf(file.getFileName())))
          .flatMap(Optional::stream)
          .sorted()
          .toList();
    }
  }

  /** A capture with its manifest, or why that cannot be read. */
  public record Listed(CaptureId id, Optional<Manifest> manifest, String problem) {}

  /** Every capture that exists, ascending. */
  public List<Listed> list() throws IOException {
    List<Listed> list = new ArrayList<>();
    for (CaptureId id : ids()) {
      try {
        list.add(new Listed(id, Optional.of(manifest(captures().resolve(id.linesFile()))), ""));
      } catch (DamagedFileException e) {
        list.add(new Listed(id, Optional.empty(), String.valueOf(e.getMessage())));
      }
    }
    return list;
  }

  /**
   * The file that a text stands for: a path, or the id of a capture of this folder.
   *
   * @throws NoSuchFileException naming what there is instead
   */
  public Path find(String pathOrId) throws IOException {
    Optional<CaptureId> id = CaptureId.parse(pathOrId);
    Path file = id.isPresent() ? captures().resolve(id.get().linesFile()) : Path.of(pathOrId);
    if (Files.isRegularFile(file)) {
      return file;
    }
    throw new NoSuchFileException(file.toString(), null, "no such capture; " + whatThereIs());
  }

  private String whatThereIs() throws IOException {
    List<CaptureId> there = ids();
    return switch (there.size()) {
      case 0 -> captures() + " has none yet";
      case 1 -> "%s has %s".formatted(captures(), there.get(0));
      default -> "%s has %s to %s".formatted(captures(), there.get(0), there.get(there.size() - 1));
    };
  }

  /** The file of a capture's manifest, next to it. */
  public static Path manifestOf(Path capture) {
    String name = String.valueOf(capture.getFileName()).replaceFirst("\\.json$", "");
    return capture.resolveSibling(name + ".manifest.json");
  }

  /**
   * Reads a capture's manifest.
   *
   * @throws DamagedFileException if it is not there or cannot be read
   */
  public static Manifest manifest(Path capture) throws IOException {
    Path file = manifestOf(capture);
    if (!Files.isRegularFile(file)) {
      throw new DamagedFileException(
          file, "no manifest: a capture exists only where its manifest does");
    }
    try {
      Manifest manifest = ManifestJson.read(bytes(file));
      if (!manifest.id().manifestFile().equals(String.valueOf(file.getFileName()))) {
        throw new IllegalArgumentException("id must be that of the file, was " + manifest.id());
      }
      return manifest;
    } catch (IllegalArgumentException e) {
      throw new DamagedFileException(file, String.valueOf(e.getMessage()));
    }
  }

  private static byte[] bytes(Path manifest) throws IOException {
    if (Files.size(manifest) > MOST_MANIFEST_BYTES) {
      throw new IllegalArgumentException(
          "has %s bytes, a manifest has at most %s"
              .formatted(Files.size(manifest), MOST_MANIFEST_BYTES));
    }
    return Files.readAllBytes(manifest);
  }
}

package io.spanline.captures.folder;

import io.spanline.captures.DamagedFileException;
import io.spanline.captures.Numbering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How manifests of one kind are read.
 *
 * @param kind of what they tell, such as {@code capture}
 * @param reader of a manifest's bytes
 * @param id that a manifest says
 */
public record ManifestFile<T extends Numbering.Id & Comparable<T>, M>(
    String kind, Function<byte[], M> reader, Function<M, T> id) {
  private static final long MOST_BYTES = 64 << 20;

  /** The manifest of a file of lines, next to it. */
  public static Path of(Path lines) {
    String name = String.valueOf(lines.getFileName()).replaceFirst("\\.json$", "");
    return lines.resolveSibling(name + ".manifest.json");
  }

  /**
   * Reads the manifest of a file of lines.
   *
   * @throws DamagedFileException if it is not there or cannot be read
   */
  public M read(Path lines) throws IOException {
    Path file = of(lines);
    if (!Files.isRegularFile(file)) {
      throw new DamagedFileException(
          file,
          "no manifest: a %1$s needs its manifest; put it there or make a new %1$s"
              .formatted(kind));
    }
    try {
      M manifest = reader.apply(bytes(file));
      if (!id.apply(manifest).manifestFile().equals(String.valueOf(file.getFileName()))) {
        throw new IllegalArgumentException(
            "id must be that of the file, was " + id.apply(manifest));
      }
      return manifest;
    } catch (IllegalArgumentException e) {
      throw new DamagedFileException(file, String.valueOf(e.getMessage()));
    }
  }

  private static byte[] bytes(Path manifest) throws IOException {
    if (Files.size(manifest) > MOST_BYTES) {
      throw new IllegalArgumentException(
          "has %s bytes, a manifest has at most %s".formatted(Files.size(manifest), MOST_BYTES));
    }
    return Files.readAllBytes(manifest);
  }

  /** One that exists with its manifest, or why that cannot be read. */
  public record Listed<T, M>(T id, Optional<M> manifest, String problem) {}

  /** Every one that exists in a folder, ascending. */
  public List<Listed<T, M>> list(NumberedFolder<T> folder) throws IOException {
    List<Listed<T, M>> list = new ArrayList<>();
    for (T each : folder.ids()) {
      try {
        list.add(new Listed<>(each, Optional.of(read(folder.lines(each))), ""));
      } catch (DamagedFileException e) {
        list.add(new Listed<>(each, Optional.empty(), String.valueOf(e.getMessage())));
      }
    }
    return list;
  }
}

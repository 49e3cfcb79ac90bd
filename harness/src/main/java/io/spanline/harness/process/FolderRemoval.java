package io.spanline.harness.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What rows and measurements leave behind. */
public final class FolderRemoval {
  private FolderRemoval() {}

  /**
   * Deletes a folder and all in it, as far as that can be done.
   *
   * @return what could not be deleted, in words; empty if nothing is left
   */
  public static String delete(Path folder) {
    if (!Files.exists(folder)) {
      return "";
    }
    try {
      List<Path> all;
      try (Stream<Path> files = Files.walk(folder)) {
        all = files.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path file : all) {
        Files.delete(file);
      }
      return "";
    } catch (IOException | UncheckedIOException e) {
      return "%s could not be deleted: %s".formatted(folder, e);
    }
  }
}

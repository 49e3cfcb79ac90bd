package io.spanline.captures.folder;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Files of a folder that were never finished, set aside in a folder of their own.
 *
 * @param of the folder that they were to belong to
 */
public record Strays(Path of) {
  private static final String NAME = "strays";
  private static final int OF_A_NAME = 1_000;

  public Path path() {
    return of.resolve(NAME);
  }

  /** The names of those that are there. */
  public List<String> names() throws IOException {
    return Files.isDirectory(path()) ? NumberedFolder.fileNames(path()) : List.of();
  }

  /** Sets a file aside by its own name. */
  public Path add(String name) throws IOException {
    return add(of.resolve(name), name);
  }

  /**
   * Moves one file here, overwriting none: the second of a name becomes {@code capture_002.json.2}.
   * A rename would replace what has the name, a link cannot.
   */
  public Path add(Path file, String name) throws IOException {
    Files.createDirectories(path());
    for (int copy = 1; copy <= OF_A_NAME; copy++) {
      Path to = path().resolve(copy == 1 ? name : name + "." + copy);
      try {
        Files.createLink(to, file);
      } catch (FileAlreadyExistsException e) {
        continue;
      }
      Durably.syncFolderOf(to);
      Files.delete(file);
      Durably.syncFolderOf(file);
      return to;
    }
    throw new IOException(
        "%s holds %s files named %s; move some elsewhere".formatted(path(), OF_A_NAME, name));
  }
}

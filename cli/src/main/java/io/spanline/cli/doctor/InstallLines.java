package io.spanline.cli.doctor;

import io.spanline.stack.process.ProcessGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What to type to get a thing that is missing, by this machine's package manager; the script reads
 * the same list.
 *
 * @param list {@code infra/install-lines.txt}: manager, thing, command
 * @param path the PATH, which tells what managers there are
 */
record InstallLines(Path list, String path) {
  private static final int COLUMNS = 3;

  /** The command; empty where no manager of the list is there. */
  Optional<String> find(String thing) throws IOException {
    return Files.readAllLines(list).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" ", COLUMNS))
        .filter(columns -> columns.length == COLUMNS && columns[1].equals(thing))
        .filter(columns -> ProcessGroup.find(columns[0], path) != null)
        .map(columns -> columns[2])
        .map(line -> isRoot() ? line.replace("sudo ", "") : line)
        .findFirst();
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  /** The command, or else words that say the same. */
  String of(String thing, String otherwise) throws IOException {
    return find(thing).orElse(otherwise);
  }
}

package io.spanline.cli.doctor;

import io.spanline.stack.process.ProcessGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The commands that install missing things, by this machine's package manager; the script reads the
 * same list.
 *
 * @param list {@code infra/install-lines.txt}: manager, thing, command
 * @param path the PATH, to find the package manager
 */
record InstallLines(Path list, String path) {
  private static final int COLUMNS = 3;

  /** The command for a thing; other words if no manager of the list is on the PATH. */
  String of(String thing, String otherwise) throws IOException {
    return Files.readAllLines(list).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" ", COLUMNS))
        .filter(columns -> columns.length == COLUMNS && columns[1].equals(thing))
        .filter(columns -> ProcessGroup.find(columns[0], path) != null)
        .map(columns -> columns[2])
        .map(line -> isRoot() ? line.replace("sudo ", "") : line)
        .findFirst()
        .orElse(otherwise);
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }
}

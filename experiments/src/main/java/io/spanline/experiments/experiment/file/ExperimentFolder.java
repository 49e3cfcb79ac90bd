package io.spanline.experiments.experiment.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The experiments of a data folder, each in a folder of its own: {@code
 * experiments/experiment_001}.
 */
public record ExperimentFolder(Path data) {
  private static final Pattern NAME = Pattern.compile("experiment_(\\d{3,9})");

  /** Whether a text is the name of an experiment's folder, such as {@code experiment_001}. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Where they are. */
  public Path path() {
    return data.resolve("experiments");
  }

  /** All of them, ascending, ended or not; none if there is no such folder. */
  public List<Path> list() throws IOException {
    if (!Files.isDirectory(path())) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(path())) {
      return entries
          .filter(entry -> number(entry) > 0 && Files.isDirectory(entry))
          .sorted((a, b) -> Integer.compare(number(a), number(b)))
          .toList();
    }
  }

  /**
   * The folder that a text stands for: a path, or a name such as {@code experiment_001}.
   *
   * @throws NoSuchFileException naming what there is instead
   */
  public Path find(String pathOrName) throws IOException {
    Path folder = isName(pathOrName) ? path().resolve(pathOrName) : Path.of(pathOrName);
    if (Files.isDirectory(folder)) {
      return folder;
    }
    throw new NoSuchFileException(
        folder.toString(), null, "no such experiment; %s".formatted(whatThereIs()));
  }

  private String whatThereIs() throws IOException {
    List<Path> all = list();
    return switch (all.size()) {
      case 0 -> path() + " has none yet";
      case 1 -> "%s has %s".formatted(path(), all.get(0).getFileName());
      default ->
          "%s has %s to %s"
              .formatted(path(), all.get(0).getFileName(), all.get(all.size() - 1).getFileName());
    };
  }

  /** Makes the folder of the next number; two programs never get the same. */
  public Path create() throws IOException {
    Files.createDirectories(path());
    List<Path> all = list();
    int next = all.isEmpty() ? 1 : number(all.get(all.size() - 1)) + 1;
    while (true) {
      try {
        return Files.createDirectory(path().resolve("experiment_%03d".formatted(next)));
      } catch (FileAlreadyExistsException e) {
        next++;
      }
    }
  }

  private static int number(Path folder) {
    Matcher name = NAME.matcher(String.valueOf(folder.getFileName()));
    return name.matches() ? Integer.parseInt(name.group(1)) : 0;
  }
}

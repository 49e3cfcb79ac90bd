package io.spanline.cli.baseline;

import io.spanline.captures.BaselineName;
import io.spanline.captures.baseline.Baseline;
import io.spanline.captures.baseline.BaselineYaml;
import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.terminal.Complaint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The baselines that verbs are given by name or path. */
public record BaselineFiles(CaptureFolder folder) {
  private static final String ENDING = ".yaml";

  Baseline read(String nameOrPath) throws IOException {
    return BaselineYaml.read(require(nameOrPath));
  }

  /**
   * The file of a baseline.
   *
   * @throws Complaint if there is none, naming what there is
   */
  public Path require(String nameOrPath) throws IOException {
    Optional<Path> found = named(nameOrPath).or(() -> file(nameOrPath));
    if (found.isEmpty()) {
      throw Complaint.refused(
          "no baseline '%s': it is no file, and %s has %s"
              .formatted(nameOrPath, folder.baselines(), there()));
    }
    return found.get();
  }

  /** The file of what may be a baseline: it has the name of one, or a file's name that says so. */
  public Optional<Path> find(String nameOrPath) {
    return named(nameOrPath)
        .or(() -> nameOrPath.endsWith(ENDING) ? file(nameOrPath) : Optional.empty());
  }

  private Optional<Path> named(String name) {
    return BaselineName.parse(name)
        .map(parsed -> folder.baselines().resolve(parsed.file()))
        .filter(Files::isRegularFile);
  }

  private static Optional<Path> file(String path) {
    try {
      return Optional.of(Path.of(path)).filter(Files::isRegularFile);
    } catch (InvalidPathException e) {
      // Then it is none; whoever needs one says what there is.
      return Optional.empty();
    }
  }

  private String there() throws IOException {
    if (!Files.isDirectory(folder.baselines())) {
      return "none";
    }
    try (Stream<Path> files = Files.list(folder.baselines())) {
      List<String> names =
          files
              .flatMap(file -> BaselineName.ofFile(String.valueOf(file.getFileName())).stream())
              .sorted()
              .map(BaselineName::value)
              .toList();
      return names.isEmpty() ? "none" : String.join(", ", names);
    }
  }
}

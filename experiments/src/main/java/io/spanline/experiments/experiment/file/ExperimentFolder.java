package io.spanline.experiments.experiment.file;

import io.spanline.captures.folder.NumberedFolder;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The experiments of a data folder, each in a folder of its own: {@code
 * experiments/experiment_001}.
 */
public record ExperimentFolder(Path data) {
  /** Where they are. */
  public Path path() {
    return data.resolve("experiments");
  }

  /** All of them, ascending, ended or not; none if there is no such folder. */
  public List<Path> list() throws IOException {
    return ids().stream().map(this::folder).toList();
  }

  private List<ExperimentId> ids() throws IOException {
    if (!Files.isDirectory(path())) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(path())) {
      return entries
          .filter(Files::isDirectory)
          .map(entry -> ExperimentId.NUMBERING.parse(String.valueOf(entry.getFileName())))
          .flatMap(Optional::stream)
          .sorted()
          .toList();
    }
  }

  private Path folder(ExperimentId id) {
    return path().resolve(id.toString());
  }

  /**
   * The folder that a text stands for: a path, or a name such as {@code experiment_001}.
   *
   * @throws NoSuchFileException naming what there is instead
   */
  public Path find(String pathOrName) throws IOException {
    Optional<ExperimentId> id = ExperimentId.NUMBERING.parse(pathOrName);
    Path folder = id.isPresent() ? folder(id.get()) : Path.of(pathOrName);
    if (Files.isDirectory(folder)) {
      return folder;
    }
    throw NumberedFolder.noSuch(folder, ExperimentId.NUMBERING, path(), ids());
  }

  /** Makes the folder of the next number; two programs never get the same. */
  public Path create() throws IOException {
    Files.createDirectories(path());
    List<ExperimentId> all = ids();
    int next = all.isEmpty() ? 1 : all.get(all.size() - 1).number() + 1;
    while (true) {
      try {
        return Files.createDirectory(folder(new ExperimentId(next)));
      } catch (FileAlreadyExistsException e) {
        next++;
      }
    }
  }
}

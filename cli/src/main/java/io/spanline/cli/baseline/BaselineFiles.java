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
record BaselineFiles(CaptureFolder folder) {
  Baseline read(String nameOrPath) throws IOException {
    return BaselineYaml.read(find(nameOrPath));
  }

  private Path find(String nameOrPath) throws IOException {
    Optional<Path> named =
        BaselineName.parse(nameOrPath).map(name -> folder.baselines().resolve(name.file()));
    if (named.isPresent() && Files.isRegularFile(named.get())) {
      return named.get();
    }
    try {
      Path file = Path.of(nameOrPath);
      if (Files.isRegularFile(file)) {
        return file;
      }
    } catch (InvalidPathException e) {
      // Then it is none; the message below says what there is.
    }
    throw Complaint.refused(
        "no baseline '%s': it is no file, and %s has %s"
            .formatted(nameOrPath, folder.baselines(), there()));
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

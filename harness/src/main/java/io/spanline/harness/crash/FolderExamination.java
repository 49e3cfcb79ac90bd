package io.spanline.harness.crash;

import io.spanline.captures.CaptureId;
import io.spanline.captures.FileSums;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.ManifestJson;
import io.spanline.captures.verification.CaptureVerification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a folder of captures holds, looked at by names and sums alone, and what is wrong with it.
 *
 * @param ids the captures that exist
 * @param numbers of every capture that is or was there, strays too
 */
public record FolderExamination(Set<CaptureId> ids, Set<CaptureId> numbers, List<String> problems) {
  public FolderExamination {
    ids = Set.copyOf(ids);
    numbers = Set.copyOf(numbers);
    problems = List.copyOf(problems);
  }

  public static FolderExamination of(Path data) throws IOException {
    Set<CaptureId> ids = new TreeSet<>();
    Set<CaptureId> numbers = new TreeSet<>();
    List<String> problems = new ArrayList<>();
    Map<String, String> baselines = new HashMap<>();
    for (String name : names(data.resolve("captures"))) {
      if (name.endsWith(".part")) {
        problems.add("left " + name);
      }
      CaptureId.NUMBERING.ofLinesFile(name).ifPresent(numbers::add);
      CaptureId.NUMBERING.ofManifestFile(name).ifPresent(ids::add);
    }
    for (CaptureId id : new TreeSet<>(ids)) {
      Manifest manifest = check(id, data, problems);
      if (manifest.baseline() != null) {
        baselines.put(manifest.baseline().file(), manifest.baseline().sha256());
      }
    }
    numbers.stream()
        .filter(number -> !ids.contains(number))
        .forEach(number -> problems.add(number + " has no manifest"));
    checkBaselines(data, baselines, problems);
    if (Files.isDirectory(data.resolve("captures/strays"))) {
      names(data.resolve("captures/strays"))
          .forEach(name -> CaptureId.NUMBERING.ofLinesFile(name).ifPresent(numbers::add));
    }
    numbers.addAll(ids);
    return new FolderExamination(ids, numbers, problems);
  }

  private static Manifest check(CaptureId id, Path data, List<String> problems) throws IOException {
    Path captures = data.resolve("captures");
    Manifest manifest = ManifestJson.read(Files.readAllBytes(captures.resolve(id.manifestFile())));
    Path file = captures.resolve(manifest.capture().file());
    if (!Files.exists(file)) {
      problems.add(id + " has no lines");
    } else if (!FileSums.of(file).equals(manifest.capture().sha256())) {
      problems.add(id + " is not what its manifest says");
    } else {
      try (Stream<String> lines = Files.lines(file)) {
        if (lines.count() != manifest.capture().lines()) {
          problems.add(id + " has not the lines that its manifest says");
        }
      }
      // And what the files' own reader says of every line, sum and baseline.
      CaptureVerification.verify(file)
          .problems()
          .forEach(problem -> problems.add(id + " is not sound: " + problem));
    }
    return manifest;
  }

  /** Each is that of the last capture that names it. */
  private static void checkBaselines(
      Path data, Map<String, String> baselines, List<String> problems) throws IOException {
    Path folder = data.resolve("baselines");
    for (String name : names(folder)) {
      if (name.endsWith(".part")) {
        problems.add("left " + name);
      }
    }
    for (Map.Entry<String, String> baseline : baselines.entrySet()) {
      Path file = folder.resolve(baseline.getKey());
      if (!Files.exists(file) || !FileSums.of(file).equals(baseline.getValue())) {
        problems.add(baseline.getKey() + " is not the last capture's");
      }
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }
}

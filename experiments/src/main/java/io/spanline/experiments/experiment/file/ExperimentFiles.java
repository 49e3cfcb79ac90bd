package io.spanline.experiments.experiment.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.spanline.captures.DamagedFileException;
import io.spanline.captures.FileFormat;
import io.spanline.captures.FileSums;
import io.spanline.captures.Schemas;
import io.spanline.captures.folder.Durably;
import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.captures.replay.ReplayLine;
import io.spanline.captures.replay.ReplayLines;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of one experiment. All that a verdict is computed from is there, and {@code SHA256SUMS}
 * has the sums, as {@code sha256sum -c} reads them.
 */
public record ExperimentFiles(Path folder) {
  /** What was asked, as it was typed. */
  public static final String PLAN = "plan.yaml";

  /** What happened, line by line, as it did. */
  public static final String JOURNAL = "journal.json";

  /** The requests of all rounds, as they were answered. */
  public static final String REQUESTS = "requests.json";

  /** An {@link ExperimentRecord}. */
  public static final String RECORD = "experiment.json";

  /** Folder of the capture whose requests were sent. */
  public static final String SOURCE = "source";

  public static final String VERDICT = "verdict.json";
  public static final String SUMS = "SHA256SUMS";

  public Path file(String name) {
    return folder.resolve(name);
  }

  /** Whether it ran to its end. */
  public boolean isComplete() {
    return Files.isRegularFile(file(VERDICT)) && Files.isRegularFile(file(SUMS));
  }

  /**
   * Puts the capture of the requests in a folder of its own here, with its manifest: another
   * capture may have the same name.
   */
  public Path linkSource(Path capture) throws IOException {
    return link(capture, Files.createDirectory(file(SOURCE)));
  }

  /**
   * Puts a capture and its manifest here: as other names of the same files, or as copies where that
   * cannot be.
   */
  public Path link(Path capture) throws IOException {
    return link(capture, folder);
  }

  private static Path link(Path capture, Path to) throws IOException {
    linkOne(CaptureFolder.manifestOf(capture), to);
    return linkOne(capture, to);
  }

  private static Path linkOne(Path from, Path folder) throws IOException {
    Path to = folder.resolve(String.valueOf(from.getFileName()));
    try {
      return Files.createLink(to, from.toRealPath());
    } catch (UnsupportedOperationException | FileSystemException e) {
      return Files.copy(from, to);
    }
  }

  /** Writes what happened, in place of what was written before. */
  public void write(ExperimentRecord record) throws IOException {
    Path draft = file(RECORD + ".new");
    Durably.write(draft, IndentedJson.of(record));
    Durably.rename(draft, file(RECORD));
  }

  /** Writes the verdict; with the sums of all files the experiment is complete. */
  public void writeVerdict(Object verdict) throws IOException {
    Durably.replace(file(VERDICT), IndentedJson.of(verdict));
  }

  /**
   * Reads what happened.
   *
   * @throws DamagedFileException if it is not there or cannot be read
   */
  public ExperimentRecord record() throws IOException {
    Path file = file(RECORD);
    if (!Files.isRegularFile(file)) {
      throw new DamagedFileException(file, "is missing: the experiment did not run to its end");
    }
    try {
      return FileFormat.read(
          FileFormat.JSON.readTree(Files.readAllBytes(file)), ExperimentRecord.class);
    } catch (IllegalArgumentException e) {
      throw new DamagedFileException(file, String.valueOf(e.getMessage()));
    } catch (JsonProcessingException e) {
      throw new DamagedFileException(file, Schemas.reason(e));
    }
  }

  /**
   * Reads the requests of all rounds.
   *
   * @throws DamagedFileException naming the first line that is none
   */
  public List<ReplayLine> requests() throws IOException {
    List<ReplayLine> requests = new ArrayList<>();
    try (ReplayLines lines = ReplayLines.of(file(REQUESTS))) {
      for (ReplayLine line = lines.next(); line != null; line = lines.next()) {
        requests.add(line);
      }
    }
    return requests;
  }

  /** Writes the sums of all files that are here now. */
  public void writeSums() throws IOException {
    StringBuilder text = new StringBuilder();
    for (String name : names()) {
      text.append(FileSums.of(file(name))).append("  ").append(name).append('\n');
    }
    Durably.replace(file(SUMS), text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Of all files but the sums, ascending. */
  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .filter(name -> !name.equals(SUMS))
          .sorted()
          .toList();
    }
  }

  /**
   * Checks the sums: of every file that is here, and no other.
   *
   * @throws DamagedFileException naming the first file that is not as it was written
   */
  public void verifySums() throws IOException {
    SortedMap<String, String> sums = new TreeMap<>();
    for (String line : lines(file(SUMS))) {
      String[] parts = line.split(" {2}", 2);
      if (parts.length < 2) {
        throw new DamagedFileException(file(SUMS), "'%s' is no sum of a file".formatted(line));
      }
      sums.put(parts[1], parts[0]);
    }
    for (String name : names()) {
      String sum = sums.remove(name);
      if (sum == null) {
        throw new DamagedFileException(file(name), "has no sum in " + SUMS);
      }
      if (!FileSums.of(file(name)).equals(sum)) {
        throw new DamagedFileException(file(name), "is not as it was written");
      }
    }
    if (!sums.isEmpty()) {
      throw new DamagedFileException(file(SUMS), "%s is missing".formatted(sums.firstKey()));
    }
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw new DamagedFileException(file, "is not UTF-8");
    }
  }
}

package io.spanline.capture.store;

import io.spanline.captures.BaselineName;
import io.spanline.captures.CaptureId;
import io.spanline.captures.Numbering;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where captures, manifests and baselines lie, and the names of files that are not finished. */
record DataFolder(Path captures, Path baselines) {
  /** The ending of unfinished files; no reader looks at them. */
  static final String UNFINISHED = ".part";

  private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);
  private static final String LOCK = ".lock";
  private static final String MARK = ".highest";
  private static final int LONGEST_MARK = 64;
  private static final String STRAYS = "strays";

  static DataFolder in(Path data) throws IOException {
    DataFolder folder = new DataFolder(data.resolve("captures"), data.resolve("baselines"));
    create(folder.captures);
    create(folder.baselines);
    return folder;
  }

  /** A link to a folder is one; Java 17 would not have it. */
  private static void create(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
  }

  Path lock() {
    return captures.resolve(LOCK);
  }

  Path strays() {
    return captures.resolve(STRAYS);
  }

  Path capture(CaptureId id) {
    return captures.resolve(id.linesFile());
  }

  Path manifest(CaptureId id) {
    return captures.resolve(id.manifestFile());
  }

  Path baseline(BaselineName name) {
    return baselines.resolve(name.file());
  }

  Path unfinishedManifest(CaptureId id) {
    return captures.resolve("." + id.manifestFile() + UNFINISHED);
  }

  /** A baseline before its snapshot's commit; its name says which snapshot that is. */
  Path unfinishedBaseline(BaselineName name, CaptureId id) {
    return baselines.resolve("." + name.file() + "." + id + UNFINISHED);
  }

  /** A new name for lines or a spool of this process. */
  Path unfinished(String what, long serial) {
    return captures.resolve(
        "." + what + "-" + ProcessHandle.current().pid() + "-" + serial + UNFINISHED);
  }

  static boolean isUnfinished(String fileName) {
    return fileName.startsWith(".") && fileName.endsWith(UNFINISHED);
  }

  /** The captures that exist: those with a manifest, in ascending order. */
  List<CaptureId> committed() throws IOException {
    return fileNames(captures).stream()
        .map(CaptureId.NUMBERING::ofManifestFile)
        .flatMap(Optional::stream)
        .sorted()
        .toList();
  }

  /**
   * The highest number that was ever given to a capture, in a file: so that the number of one that
   * was deleted by its owner does not come back as another capture. Empty if none was given or the
   * file is not readable: then the captures tell.
   */
  private Optional<CaptureId> highestGiven() throws IOException {
    Path file = captures.resolve(MARK);
    if (!isFile(file)) {
      return Optional.empty();
    }
    Optional<CaptureId> id =
        Files.size(file) > LONGEST_MARK
            ? Optional.empty()
            : CaptureId.parse(
                new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).strip());
    if (id.isEmpty()) {
      LOG.atWarn().addKeyValue("file", file).log("the highest number cannot be read");
    }
    return id;
  }

  /**
   * Notes durably that a number is given, before it is used: a crash between leaves a gap. To a
   * lower number the mark is not set.
   */
  void give(CaptureId id) throws IOException {
    Optional<CaptureId> before = highestGiven();
    if (before.isPresent() && before.get().compareTo(id) >= 0) {
      return;
    }
    Path unfinished = captures.resolve(MARK + UNFINISHED);
    Durably.write(unfinished, (id + "\n").getBytes(StandardCharsets.US_ASCII));
    Durably.rename(unfinished, captures.resolve(MARK));
  }

  /**
   * One above every number that was given, and that a capture, a manifest or a stray has, whoever
   * put it there; numbers are not reused.
   */
  CaptureId nextFree() throws IOException {
    Stream<CaptureId> given = highestGiven().stream();
    Stream<String> names = fileNames(captures).stream();
    if (Files.isDirectory(strays())) {
      names = Stream.concat(names, fileNames(strays()).stream());
    }
    Stream<CaptureId> used =
        names.flatMap(
            name ->
                Stream.of(
                        CaptureId.NUMBERING.ofLinesFile(name),
                        CaptureId.NUMBERING.ofManifestFile(name))
                    .flatMap(Optional::stream));
    Optional<CaptureId> highest = Stream.concat(given, used).max(CaptureId::compareTo);
    return highest.isPresent() ? after(highest.get()) : new CaptureId(1);
  }

  /** The next number, whoever has it. */
  CaptureId after(CaptureId id) throws IOException {
    if (id.number() == Numbering.HIGHEST) {
      throw new IOException(
          "no number is left in %s after %s; set SPANLINE_DATA_DIR to a new folder"
              .formatted(captures, id));
    }
    return CaptureId.NUMBERING.of(id.number() + 1);
  }

  /** Names of the regular files of a folder; a link is none, wherever it leads. */
  static List<String> fileNames(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(DataFolder::isFile)
          .map(file -> String.valueOf(file.getFileName()))
          .sorted()
          .toList();
    } catch (NoSuchFileException e) {
      throw new IOException(
          folder + " was deleted while capture-writer ran; start capture-writer again", e);
    }
  }

  static boolean isFile(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }
}

package io.spanline.captures.folder;

import io.spanline.captures.Numbering;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A folder of numbered files of lines, each with its manifest, and the names of files there that
 * are not finished.
 *
 * @param writer the program that writes there
 */
public record NumberedFolder<T extends Numbering.Id & Comparable<T>>(
    Path path, Numbering<T> numbering, String writer) {
  /** The ending of unfinished files; no reader looks at them. */
  public static final String UNFINISHED = ".part";

  private static final String LOCK = ".lock";
  private static final String MARK = ".highest";
  private static final int LONGEST_MARK = 64;
  private static final int NUMBERS_TRIED = 100;

  /** Makes the folder if it is not there. A link to a folder is one; Java 17 would not have it. */
  public void create() throws IOException {
    if (!Files.isDirectory(path)) {
      Files.createDirectories(path);
    }
  }

  /**
   * Takes the right to write here.
   *
   * @param inUse what to say if another writer has it, given its process as {@code (process 4711)}
   *     after a space, or an empty text if that is not known
   * @throws FolderInUseException if another writer has it
   */
  public FolderLock lock(UnaryOperator<String> inUse) throws IOException {
    return FolderLock.take(path.resolve(LOCK), writer, inUse);
  }

  public Strays strays() {
    return new Strays(path);
  }

  public Path lines(T id) {
    return path.resolve(id.linesFile());
  }

  public Path manifest(T id) {
    return path.resolve(id.manifestFile());
  }

  public Path unfinishedManifest(T id) {
    return path.resolve("." + id.manifestFile() + UNFINISHED);
  }

  /** A new name for lines or a spool of this process. */
  public Path unfinished(String what, long serial) {
    return path.resolve(
        "." + what + "-" + ProcessHandle.current().pid() + "-" + serial + UNFINISHED);
  }

  public static boolean isUnfinished(String fileName) {
    return fileName.startsWith(".") && fileName.endsWith(UNFINISHED);
  }

  /** Those that exist, the ones with a manifest, ascending; none in a folder that is not there. */
  public List<T> ids() throws IOException {
    return Files.isDirectory(path) ? committed() : List.of();
  }

  /** The same, of a folder that must be there. */
  public List<T> committed() throws IOException {
    return fileNames().stream()
        .map(numbering::ofManifestFile)
        .flatMap(Optional::stream)
        .sorted()
        .toList();
  }

  /** The ids of files of lines that have no manifest. */
  public List<T> withoutManifest() throws IOException {
    return fileNames().stream()
        .map(numbering::ofLinesFile)
        .flatMap(Optional::stream)
        .filter(id -> !Files.exists(manifest(id)))
        .toList();
  }

  /**
   * Names of the regular files here; a link is none, wherever it leads.
   *
   * @throws IOException if the folder is gone
   */
  public List<String> fileNames() throws IOException {
    try {
      return fileNames(path);
    } catch (NoSuchFileException e) {
      throw new IOException(
          "%s was deleted while %s ran; start %s again".formatted(path, writer, writer), e);
    }
  }

  /** Names of the regular files of a folder, ascending. */
  public static List<String> fileNames(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(NumberedFolder::isFile)
          .map(file -> String.valueOf(file.getFileName()))
          .sorted()
          .toList();
    }
  }

  public static boolean isFile(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * The file that a text stands for: a path, or the id of one that is here.
   *
   * @throws NoSuchFileException naming what there is instead
   */
  public Path find(String pathOrId) throws IOException {
    Optional<T> id = numbering.parse(pathOrId);
    Path file = id.isPresent() ? lines(id.get()) : Path.of(pathOrId);
    if (Files.isRegularFile(file)) {
      return file;
    }
    throw noSuch(file, numbering, path, ids());
  }

  /**
   * That what a text stands for does not exist.
   *
   * @param there what the folder has, ascending
   */
  public static NoSuchFileException noSuch(
      Path file, Numbering<?> kind, Path folder, List<?> there) {
    return new NoSuchFileException(
        file.toString(), null, "no such %s; %s".formatted(kind, whatThereIs(folder, there)));
  }

  private static String whatThereIs(Path folder, List<?> there) {
    return switch (there.size()) {
      case 0 -> folder + " has none yet";
      case 1 -> "%s has %s".formatted(folder, there.get(0));
      default -> "%s has %s to %s".formatted(folder, there.get(0), there.get(there.size() - 1));
    };
  }

  /**
   * Gives a draft the name of a number, durably noted before. A link cannot replace a file: a
   * number that a stranger took in the meantime is stepped over.
   */
  public T link(Draft draft, T first) throws IOException {
    T id = first;
    for (int tried = 0; tried < NUMBERS_TRIED; tried++) {
      try {
        // First, so that the number stays taken whatever becomes of the file.
        give(id);
        Files.createLink(lines(id), draft.file());
        return id;
      } catch (FileAlreadyExistsException e) {
        id = after(id);
      } catch (UnsupportedOperationException e) {
        throw new IOException("file system of %s has no hard links".formatted(path), e);
      }
    }
    throw new IOException("no free number from %s to %s".formatted(first, id));
  }

  /**
   * The highest number that was ever given, in a file: so that the number of one that was deleted
   * by its owner does not come back as another. Empty if none was given or the file is not
   * readable: then the files tell.
   */
  private Optional<T> highestGiven() throws IOException {
    Path file = path.resolve(MARK);
    if (!isFile(file) || Files.size(file) > LONGEST_MARK) {
      return Optional.empty();
    }
    return numbering.parse(
        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).strip());
  }

  /**
   * Notes durably that a number is given, before it is used: a crash between leaves a gap. To a
   * lower number the mark is not set.
   */
  private void give(T id) throws IOException {
    Optional<T> before = highestGiven();
    if (before.isPresent() && before.get().compareTo(id) >= 0) {
      return;
    }
    Path unfinished = path.resolve(MARK + UNFINISHED);
    Durably.write(unfinished, (id + "\n").getBytes(StandardCharsets.US_ASCII));
    Durably.rename(unfinished, path.resolve(MARK));
  }

  /**
   * One above every number that was given, and that a file, a manifest or a stray has, whoever put
   * it there; numbers are not reused.
   */
  public T nextFree() throws IOException {
    Stream<T> given = highestGiven().stream();
    Stream<T> used =
        Stream.concat(fileNames().stream(), strays().names().stream())
            .flatMap(
                name ->
                    Stream.of(numbering.ofLinesFile(name), numbering.ofManifestFile(name))
                        .flatMap(Optional::stream));
    Optional<T> highest = Stream.concat(given, used).max(Comparable::compareTo);
    return highest.isPresent() ? after(highest.get()) : numbering.of(1);
  }

  /** The next number, whoever has it. */
  private T after(T id) throws IOException {
    if (id.number() == Numbering.HIGHEST) {
      throw new IOException(
          "no number is left in %s after %s; set SPANLINE_DATA_DIR to a new folder"
              .formatted(path, id));
    }
    return numbering.of(id.number() + 1);
  }
}

package io.spanline.experiments.replay.file;

import io.spanline.captures.ReplayId;
import io.spanline.captures.folder.FolderInUseException;
import io.spanline.captures.folder.FolderLock;
import io.spanline.captures.folder.NumberedFolder;
import io.spanline.captures.line.RawLines;
import io.spanline.captures.replay.ReplayFolder;
import io.spanline.captures.replay.ReplayLine;
import io.spanline.captures.replay.ReplayManifest;
import io.spanline.experiments.replay.pair.Pairs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The right to replay into a data folder, and the lines of the replay that is sent. Lines that are
 * not published are set aside, however it ends.
 */
public final class ReplayDraft implements AutoCloseable {
  private final Leftovers leftovers;
  private final FolderLock lock;
  private final List<Path> strays;
  private final SentLines sent;
  private final PublishStep.Watch watch;
  private boolean done;

  private ReplayDraft(
      Leftovers leftovers, FolderLock lock, String captureFile, PublishStep.Watch watch)
      throws IOException {
    this.leftovers = leftovers;
    this.lock = lock;
    this.watch = watch;
    this.strays = List.copyOf(leftovers.setAside());
    this.sent = new SentLines(leftovers.sent(captureFile, Clock.systemUTC().instant()));
  }

  /**
   * Takes the folder's lock, sets aside what an earlier process left, and begins.
   *
   * @param captureFile name of the capture's file, which the name of a stray says
   * @throws FolderInUseException if another replay runs there
   * @throws IOException if nothing can be written
   */
  public static ReplayDraft begin(Path data, String captureFile) throws IOException {
    return begin(data, captureFile, PublishStep.Watch.NONE);
  }

  static ReplayDraft begin(Path data, String captureFile, PublishStep.Watch watch)
      throws IOException {
    NumberedFolder<ReplayId> folder = new ReplayFolder(data).files();
    folder.create();
    FolderLock lock =
        folder.lock(
            process -> "another replay is running%s; wait for it or stop it".formatted(process));
    try {
      return new ReplayDraft(new Leftovers(folder), lock, captureFile, watch);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** What earlier processes sent and did not publish, set aside just now. */
  public List<Path> strays() {
    return strays;
  }

  /**
   * Adds a request as it was answered; any thread.
   *
   * @throws UncheckedIOException if it, or one before, cannot be written; the message is a sentence
   */
  public void add(ReplayLine line) {
    try {
      sent.add(line);
    } catch (IOException e) {
      throw new UncheckedIOException(
          new IOException("%s cannot be written: %s".formatted(sent.file(), words(e)), e));
    }
  }

  public long lines() {
    return sent.lines();
  }

  /** Whether what was added could be written; if not, it will not be published. */
  public boolean isWritable() {
    return sent.isWritable();
  }

  /**
   * A replay that was committed: it exists, whatever came after.
   *
   * @param warning what may still go wrong with its files; null if nothing may
   */
  public record Published(Path file, ReplayManifest manifest, @Nullable String warning) {}

  /**
   * Publishes what was added, in the order of intended times.
   *
   * @param pairs what became of the traces; null if nobody looked
   * @throws IOException if there is no replay; the message says where its lines are kept
   */
  public Published publish(@Nullable Pairs pairs, ReplayContents contents) throws IOException {
    try {
      lock.requireHeld();
      Published published =
          new ReplayPublication(leftovers.folder(), sent, watch).publish(pairs, contents);
      done = true;
      return published;
    } catch (IOException e) {
      throw new IOException(
          "the replay was not published: %s; %s".formatted(words(e), keptWords()), e);
    }
  }

  private static String words(IOException e) {
    return e instanceof FileSystemException failed && failed.getReason() != null
        ? "%s: %s".formatted(failed.getFile(), failed.getReason())
        : String.valueOf(e.getMessage());
  }

  private String keptWords() throws IOException {
    Path file = keep();
    return sent.isWritable()
        ? "what was sent is in " + file
        : "%d of %d lines are in %s".formatted(wholeLines(file), sent.lines(), file);
  }

  private static long wholeLines(Path file) throws IOException {
    long whole = 0;
    try (RawLines lines = RawLines.of(file)) {
      for (RawLines.Raw line = lines.next(); line != null; line = lines.next()) {
        whole += line.problem() == null ? 1 : 0;
      }
    }
    return whole;
  }

  /** Sets aside what was sent; on a disk that does not allow even that, it stays where it is. */
  private Path keep() {
    done = true;
    Path file = sent.file();
    try {
      sent.close();
    } catch (IOException e) {
      // What could be written is kept all the same.
    }
    try {
      return leftovers.setAside(file);
    } catch (IOException e) {
      return file;
    }
  }

  /** Sets aside what was sent unless it has been published, and frees the folder. */
  @Override
  public void close() throws IOException {
    try {
      if (!done && sent.lines() > 0) {
        keep();
      } else if (!done) {
        sent.close();
        Files.deleteIfExists(sent.file());
      }
    } finally {
      lock.close();
    }
  }
}

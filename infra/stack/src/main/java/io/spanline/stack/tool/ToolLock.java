package io.spanline.stack.tool;

import io.spanline.stack.StackListener;
import io.spanline.stack.process.Folders;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/** The right to make one tool in the cache; one process at a time has it, whatever its clone. */
final class ToolLock implements AutoCloseable {
  private static final String PART = ".part";
  private static final long POLL_MILLIS = 200;

  private final FileChannel channel;
  private final Path folder;

  private ToolLock(FileChannel channel, Path folder) {
    this.channel = channel;
    this.folder = folder;
  }

  /**
   * Waits for the right.
   *
   * @param step what it is wanted for, as the listener knows it
   * @param folder where the tool's versions are
   */
  static ToolLock take(String step, Path folder, StackListener listener)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (!isMine(channel)) {
        listener.detail(step, "waiting for another process that makes it");
        while (!isMine(channel)) {
          TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
      }
      return new ToolLock(channel, folder);
    } catch (IOException | InterruptedException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static boolean isMine(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // Another thread of this process has it.
      return false;
    }
  }

  /** Makes an empty folder to make the tool in; removes what a killed process left. */
  Path newPart() throws IOException {
    try (DirectoryStream<Path> old = Files.newDirectoryStream(folder, "*" + PART)) {
      for (Path part : old) {
        Folders.remove(part);
      }
    }
    // A name of its own: what a killed process started may still write into one just removed.
    return Files.createDirectory(folder.resolve("new-" + ProcessHandle.current().pid() + PART));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

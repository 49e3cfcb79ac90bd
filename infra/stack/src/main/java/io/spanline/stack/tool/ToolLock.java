package io.spanline.stack.tool;

import io.spanline.stack.Folders;
import io.spanline.stack.StackListener;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/** The right to make one tool in the cache, which one process of all clones has at a time. */
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
   * @param folder where the tool's versions are
   */
  static ToolLock take(Tool tool, Path folder, StackListener listener)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        listener.detail("build " + tool.title(), "waiting for another process that builds it");
      }
      while (lock == null) {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        lock = channel.tryLock();
      }
      return new ToolLock(channel, folder);
    } catch (IOException | InterruptedException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** A new empty folder to make the tool in; what a killed process left is removed first. */
  Path newPart() throws IOException {
    try (DirectoryStream<Path> old = Files.newDirectoryStream(folder, "*" + PART)) {
      for (Path part : old) {
        Folders.remove(part);
      }
    }
    return Files.createDirectory(folder.resolve("build" + PART));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

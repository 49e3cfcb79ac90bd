package io.spanline.stack.tool;

import io.spanline.stack.StackListener;
import io.spanline.stack.process.LockedFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Utils;

/** The right to make one tool in the cache; one process at a time has it, whatever its clone. */
record ToolLock(LockedFile lock, Path folder) implements AutoCloseable {
  private static final String PART = ".part";
  private static final long POLL_MILLIS = 200;

  /** Waits for the right to make a tool, whose versions are in the folder. */
  static ToolLock take(String step, Path folder, StackListener listener)
      throws IOException, InterruptedException {
    Path file = folder.resolve("lock");
    LockedFile lock = LockedFile.tryTake(file);
    if (lock == null) {
      listener.detail(step, "waiting for another process that makes it");
    }
    while (lock == null) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      lock = LockedFile.tryTake(file);
    }
    return new ToolLock(lock, folder);
  }

  /** Makes an empty folder to make the tool in; removes what a killed process left. */
  Path newPart() throws IOException {
    try (DirectoryStream<Path> old = Files.newDirectoryStream(folder, "*" + PART)) {
      for (Path part : old) {
        Utils.delete(part.toFile());
      }
    }
    // A name of its own: the child of a killed process may still write into one just removed.
    return Files.createDirectory(folder.resolve("new-" + ProcessHandle.current().pid() + PART));
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}

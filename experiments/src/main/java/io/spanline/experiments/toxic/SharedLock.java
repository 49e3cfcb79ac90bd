package io.spanline.experiments.toxic;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one process, and one thread of it, at a time do something; the system frees it when the
 * process dies.
 */
final class SharedLock {
  // A file lock is the process's: its threads need one of their own.
  private static final ReentrantLock THREADS = new ReentrantLock();
  private static final long PAUSE_MILLIS = 20;

  private final Path file;
  private final Duration longest;

  /**
   * A lock that a file stands for.
   *
   * @param longest how long to wait for whoever holds it
   */
  SharedLock(Path file, Duration longest) {
    this.file = file;
    this.longest = longest;
  }

  /** What is done with the lock held. */
  interface Action {
    void run() throws IOException;
  }

  /**
   * Waits for the lock, then runs the action.
   *
   * @throws IOException if the wait was too long, or as the action throws
   */
  void holding(Action action) throws IOException {
    long deadline = System.nanoTime() + longest.toNanos();
    try {
      if (!THREADS.tryLock(longest.toNanos(), TimeUnit.NANOSECONDS)) {
        throw tooLong();
      }
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        while (channel.tryLock() == null) {
          if (System.nanoTime() - deadline > 0) {
            throw tooLong();
          }
          Thread.sleep(PAUSE_MILLIS);
        }
        action.run();
      } finally {
        THREADS.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + file, e);
    }
  }

  private IOException tooLong() {
    return new IOException(
        "another process has held %s for %d s".formatted(file, longest.toSeconds()));
  }

  /** Makes the lock's folder, if it is not there. */
  void makeFolder() throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
  }
}

package io.spanline.stack.record;

import io.spanline.stack.Checkout;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The right to run a stack in a clone, held by one process; the system frees it at its death. */
public final class RunLock implements AutoCloseable {
  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  /** The lock, or null if another process, or another stack of this one, has it. */
  public static @Nullable RunLock tryTake(Checkout checkout) throws IOException {
    Path file = checkout.run().resolve("lock");
    Files.createDirectories(checkout.run());
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new RunLock(channel);
      }
    } catch (OverlappingFileLockException e) {
      // Taken within this process: the same answer.
    }
    channel.close();
    return null;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

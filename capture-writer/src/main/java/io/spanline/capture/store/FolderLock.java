package io.spanline.capture.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The right to write into a folder. The system takes it back when the process ends, however it
 * ends; the file stays, since removing it would let two writers lock two files of one name.
 */
final class FolderLock implements AutoCloseable {
  private final FileChannel channel;
  private final Path file;
  private final @Nullable Object key;

  private FolderLock(FileChannel channel, Path file) throws IOException {
    this.channel = channel;
    this.file = file;
    this.key = key(file);
  }

  /**
   * Takes the lock and notes this process in it.
   *
   * @throws IOException if another writer has it
   */
  static FolderLock take(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (tryLock(channel) == null) {
        String holder = Files.readString(file).strip();
        throw new IOException(
            "%s is in use by another capture-writer, process %s; stop it or set SPANLINE_DATA_DIR"
                .formatted(file.getParent(), holder.isEmpty() ? "unknown" : holder));
      }
      channel.truncate(0);
      String pid = ProcessHandle.current().pid() + "\n";
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)), 0);
      return new FolderLock(channel, file);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Fails if the folder was deleted or replaced meanwhile: another writer may have the new one. */
  void requireHeld() throws IOException {
    if (!Files.exists(file) || !Objects.equals(key, key(file))) {
      throw new IOException(
          "%s was deleted or replaced while capture-writer ran; start capture-writer again"
              .formatted(file.getParent()));
    }
  }

  /** The key that tells a file from another of its name; null if the system has none. */
  private static @Nullable Object key(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // a second writer in this very process
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

package io.spanline.captures.folder;

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
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The right to write into a folder. The system takes it back when the process ends, however it
 * ends; the file stays, since removing it would let two writers lock two files of one name.
 */
public final class FolderLock implements AutoCloseable {
  private final FileChannel channel;
  private final Path file;
  private final String writer;
  private final @Nullable Object key;

  private FolderLock(FileChannel channel, Path file, String writer) throws IOException {
    this.channel = channel;
    this.file = file;
    this.writer = writer;
    this.key = key(file);
  }

  /**
   * Takes the lock and notes this process in it.
   *
   * @param writer what this process is, in words
   * @param inUse what to say if another writer has it, given what {@link LockNote#read} says of it
   * @throws FolderInUseException if another writer has it
   */
  static FolderLock take(Path file, String writer, UnaryOperator<String> inUse) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (tryLock(channel) == null) {
        throw new FolderInUseException(inUse.apply(LockNote.read(file)));
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(LockNote.ofThisProcess().getBytes(StandardCharsets.UTF_8)), 0);
      return new FolderLock(channel, file, writer);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Fails if the folder was deleted or replaced meanwhile: another writer may have the new one. */
  public void requireHeld() throws IOException {
    if (!Files.exists(file) || !Objects.equals(key, key(file))) {
      throw new IOException(
          "%s was deleted or replaced while %s ran; start %s again"
              .formatted(file.getParent(), writer, writer));
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

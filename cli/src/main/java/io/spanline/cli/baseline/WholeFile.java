package io.spanline.cli.baseline;

import io.spanline.terminal.Complaint;
import io.spanline.terminal.FileErrors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a file that is either whole or as it was before. */
public final class WholeFile {
  private WholeFile() {}

  static void write(Path file, byte[] bytes) {
    String name = ".%s.%d.part".formatted(file.getFileName(), ProcessHandle.current().pid());
    Path part = file.resolveSibling(name);
    try {
      try (FileChannel channel =
          FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
          channel.write(left);
        }
        channel.force(true);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (NoSuchFileException e) {
      throw Complaint.refused("%s cannot be written: there is no such folder".formatted(file));
    } catch (FileSystemException e) {
      throw Complaint.failed("%s cannot be written: %s".formatted(file, FileErrors.reason(e)));
    } catch (IOException e) {
      throw Complaint.failed("%s cannot be written: %s".formatted(file, e.getMessage()));
    }
  }
}

package io.spanline.experiments.experiment.file;

import io.spanline.captures.FileFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What happens in an experiment, a line of JSON for each event, on the disk before the next step: a
 * process that is killed has said how far it was.
 */
public final class ExperimentJournal implements AutoCloseable {
  private final FileChannel file;

  /** A new one, locked until it is closed. */
  public ExperimentJournal(Path path) throws IOException {
    this.file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    FileLock unused = file.lock();
  }

  /** Whether a process still writes it. */
  public static boolean isOpen(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true; // by this process
    }
  }

  /**
   * Writes an event.
   *
   * @param facts in their order
   */
  public void write(String event, Map<String, ?> facts) throws IOException {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("at", Clock.systemUTC().instant());
    line.put("event", event);
    line.putAll(facts);
    ByteBuffer bytes =
        ByteBuffer.wrap(
            (FileFormat.JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
    file.force(false);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

package io.spanline.experiments.replay.file;

import io.spanline.captures.replay.ReplayLine;
import io.spanline.captures.replay.ReplayLineJson;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a replay as they are answered, handed to the system at least each second: a process
 * that is killed loses no more.
 */
final class SentLines implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 << 10;

  private final Path file;
  private final OutputStream raw;
  private final OutputStream out;
  private final ScheduledExecutorService flushing =
      Executors.newSingleThreadScheduledExecutor(SentLines::daemon);
  private final Future<?> flushes;
  private long lines;
  private @Nullable IOException failure;

  SentLines(Path file) throws IOException {
    this.file = file;
    this.raw = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    this.out = new BufferedOutputStream(raw, BUFFER_BYTES);
    this.flushes = flushing.scheduleWithFixedDelay(this::flush, 1, 1, TimeUnit.SECONDS);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "replay-flush");
    thread.setDaemon(true);
    return thread;
  }

  Path file() {
    return file;
  }

  synchronized long lines() {
    return lines;
  }

  /**
   * Appends a line.
   *
   * @throws IOException if it, or one before, could not be written; nothing more is then
   */
  synchronized void add(ReplayLine line) throws IOException {
    byte[] bytes = ReplayLineJson.write(line);
    write(
        () -> {
          out.write(bytes);
          out.write('\n');
        });
    lines++;
    if (failure != null) {
      throw failure;
    }
  }

  /** Whether every line could be written so far. */
  synchronized boolean isWritable() {
    return failure == null;
  }

  private synchronized void flush() {
    write(out::flush);
  }

  private interface Writing {
    void run() throws IOException;
  }

  /** Not again after a failure, which may have written a part. */
  private void write(Writing writing) {
    if (failure == null) {
      try {
        writing.run();
      } catch (IOException e) {
        failure = e;
      }
    }
  }

  /**
   * Writes the rest.
   *
   * @throws IOException if a line could not be written, now or before
   */
  @Override
  public synchronized void close() throws IOException {
    flushes.cancel(false);
    flushing.shutdown();
    flush();
    // Not the buffer, which would write again what failed.
    raw.close();
    if (failure != null) {
      throw failure;
    }
  }
}

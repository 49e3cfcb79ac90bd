package io.spanline.terminal;

import org.jspecify.annotations.Nullable;

/** Progress of reading files, in megabytes; none of what is read in a moment. */
public final class ReadingBar implements AutoCloseable {
  private static final long BYTES_OF_MB = 1_000_000;
  private static final long LEAST_MB = 20;

  private final Screen.@Nullable Bar bar;

  /** A bar for that many bytes. */
  public ReadingBar(Screen screen, long bytes) {
    long megabytes = bytes / BYTES_OF_MB;
    this.bar = megabytes < LEAST_MB ? null : screen.bar("reading", megabytes, "MB");
  }

  /** So many bytes of all are read. */
  public void stepTo(long bytes) {
    if (bar != null) {
      bar.stepTo(bytes / BYTES_OF_MB);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}

package io.spanline.stack;

import java.util.Locale;

/**
 * How much of a file has come from the network.
 *
 * @param bytes so far
 * @param of in the end; zero if the sender does not say
 */
public record Received(long bytes, long of) {
  private static final double MEGABYTE = 1e6;

  public Received {
    if (bytes < 0 || of < 0) {
      throw new IllegalArgumentException(
          "bytes are counted from 0, was %d of %d".formatted(bytes, of));
    }
  }

  /** What has come, as {@code 98.3 MB}. */
  public String whole() {
    return new Received(bytes, 0).toString();
  }

  /** As {@code 12.4 of 98.3 MB}. */
  @Override
  public String toString() {
    return of == 0
        ? String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE)
        : String.format(Locale.ROOT, "%.1f of %.1f MB", bytes / MEGABYTE, of / MEGABYTE);
  }
}

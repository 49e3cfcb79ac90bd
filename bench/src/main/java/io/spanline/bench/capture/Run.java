package io.spanline.bench.capture;

import java.time.Duration;

/**
 * One capture as it was written.
 *
 * @param bytes of its file
 * @param took from the request to the answer
 * @param cpu of all threads of capture-writer meanwhile
 */
public record Run(long bytes, Duration took, Duration cpu) {
  public double megabytesPerSecond() {
    return bytes / 1e6 / seconds();
  }

  public double seconds() {
    return took.toNanos() / 1e9;
  }

  /** As a line for people. */
  public String words() {
    return "%.0f MB in %.1f s, %.0f MB/s, %.1f s of CPU"
        .formatted(bytes / 1e6, seconds(), megabytesPerSecond(), cpu.toMillis() / 1e3);
  }
}

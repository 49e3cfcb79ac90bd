package io.spanline.bench.capture;

import java.time.Duration;

/**
 * One measurement of either program.
 *
 * @param bytes of the file that it wrote
 * @param cpu of the program meanwhile, all its threads
 */
public record Run(long bytes, Duration took, Duration cpu) {
  public double megabytesPerSecond() {
    return bytes / 1e6 / (took.toNanos() / 1e9);
  }

  String words() {
    return "%.1f s, %.0f MB/s, %.1f s of CPU"
        .formatted(took.toMillis() / 1e3, megabytesPerSecond(), cpu.toMillis() / 1e3);
  }
}

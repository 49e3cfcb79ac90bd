package io.spanline.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The free space of a folder's disk, and how little of it is too little. */
public record DiskSpace(Path folder, long leastBytes) {
  /** Free bytes; -1 if unknown. */
  public long free() {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      return -1;
    }
  }

  /** A message if the disk is nearly full. */
  Optional<String> shortage() {
    long free = free();
    return free >= leastBytes
        ? Optional.empty()
        : Optional.of(
            "%s has %s MiB left of the %s MiB that are needed; make room on its disk"
                .formatted(folder, Math.max(0, free) >> 20, leastBytes >> 20));
  }
}

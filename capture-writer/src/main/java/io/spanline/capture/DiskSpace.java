package io.spanline.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a folder's disk can still take, and how little of it is too little. */
public record DiskSpace(Path folder, long leastBytes) {
  /** Bytes; -1 where that cannot be found out. */
  public long free() {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      return -1;
    }
  }

  /** That the disk is nearly full; empty where it is not. */
  Optional<String> shortage() {
    long free = free();
    return free >= leastBytes
        ? Optional.empty()
        : Optional.of(
            "%s has %s MiB left of the %s MiB that are needed; make room on its disk"
                .formatted(folder, Math.max(0, free) >> 20, leastBytes >> 20));
  }
}

package io.spanline.bench.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small file system in memory, mounted on a folder: a disk that can be full or read-only. */
final class MemoryDisk implements AutoCloseable {
  private final Path folder;

  private MemoryDisk(Path folder) {
    this.folder = folder;
  }

  /** Whether this user may mount one: only root on Linux. */
  static boolean isPossible() {
    return System.getProperty("os.name").equals("Linux")
        && System.getProperty("user.name").equals("root");
  }

  static MemoryDisk mount(Path folder, String size) throws IOException {
    Files.createDirectories(folder);
    run(List.of("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString()));
    return new MemoryDisk(folder);
  }

  /** Mounts the same folder on top, read-only; whoever has a file open keeps it. */
  static MemoryDisk readOnly(Path folder) throws IOException {
    run(List.of("mount", "--bind", folder.toString(), folder.toString()));
    MemoryDisk disk = new MemoryDisk(folder);
    disk.remount("bind,ro");
    return disk;
  }

  /** Changes how it is mounted, such as {@code size=1m}. */
  void remount(String options) throws IOException {
    run(List.of("mount", "-o", "remount," + options, folder.toString()));
  }

  private static void run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said.strip());
    }
  }

  @Override
  public void close() throws IOException {
    // Lazily: a process that has just been killed may still be letting go.
    run(List.of("umount", "-l", folder.toString()));
  }
}

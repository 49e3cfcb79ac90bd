package io.spanline.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The process that listens on a port of this machine. */
public record PortOwner(long pid, String command) {
  private static final String LISTENING = "0A";
  private static final int LONGEST_COMMAND = 120;

  /** The listener on {@code port}, unless there is none or it belongs to somebody else. */
  public static Optional<PortOwner> of(int port) {
    Optional<Long> pid = Files.isDirectory(Path.of("/proc/net")) ? byProc(port) : byLsof(port);
    return pid.map(PortOwner::named);
  }

  private static PortOwner named(long pid) {
    String command =
        ProcessHandle.of(pid)
            .map(ProcessHandle::info)
            .flatMap(info -> info.commandLine().or(info::command))
            .orElse("?");
    if (command.length() > LONGEST_COMMAND) {
      command = command.substring(0, LONGEST_COMMAND) + "…";
    }
    return new PortOwner(pid, command);
  }

  /** Linux: the sockets that listen on the port, then the process that has one of them open. */
  private static Optional<Long> byProc(int port) {
    Set<String> sockets = new HashSet<>();
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      sockets.addAll(listening(Path.of(table), port));
    }
    if (sockets.isEmpty()) {
      return Optional.empty();
    }
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> hasOpen(pid, sockets))
        .findFirst();
  }

  private static Set<String> listening(Path table, int port) {
    Set<String> sockets = new HashSet<>();
    String end = String.format(Locale.ROOT, ":%04X", port);
    try {
      for (String line : Files.readAllLines(table)) {
        // Columns: number, local address, remote address, state, …, inode as the tenth.
        String[] columns = line.strip().split("\\s+", -1);
        if (columns.length > 9 && columns[1].endsWith(end) && columns[3].equals(LISTENING)) {
          sockets.add("socket:[" + columns[9] + "]");
        }
      }
    } catch (IOException e) {
      return Set.of();
    }
    return sockets;
  }

  private static boolean hasOpen(long pid, Set<String> sockets) {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(Path.of("/proc", String.valueOf(pid), "fd"))) {
      for (Path file : files) {
        if (isOneOf(file, sockets)) {
          return true;
        }
      }
    } catch (IOException e) {
      return false;
    }
    return false;
  }

  private static boolean isOneOf(Path file, Set<String> sockets) {
    try {
      return sockets.contains(Files.readSymbolicLink(file).toString());
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<Long> byLsof(int port) {
    try {
      Process lsof =
          new ProcessBuilder("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!lsof.waitFor(5, TimeUnit.SECONDS)) {
        lsof.destroyForcibly();
        return Optional.empty();
      }
      String text = new String(lsof.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return text.lines().findFirst().map(String::strip).map(Long::valueOf);
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** As messages name it. */
  @Override
  public String toString() {
    return "process %d (%s)".formatted(pid, command);
  }
}

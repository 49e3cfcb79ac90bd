package io.spanline.stack.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Starts and signals child processes that lead a session of their own: Ctrl-C in the terminal does
 * not reach them, and a signal to the group reaches what they started.
 */
public final class ProcessGroup {
  private static final List<String> LEADER = leader();

  private ProcessGroup() {}

  /** Wraps a command so that it runs as such a leader, under the pid it was started with. */
  public static List<String> command(List<String> command) {
    List<String> whole = new ArrayList<>(LEADER);
    whole.addAll(command);
    return whole;
  }

  /** Sends a signal to the whole group; does nothing if it is gone. */
  public static void signal(Signal signal, long leader) {
    try {
      // Java cannot signal a group; every system's shell has a kill of its own.
      Process kill =
          new ProcessBuilder(
                  "/bin/sh", "-c", "kill -" + signal.name() + " -" + leader + " 2>/dev/null")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (kill.waitFor(2, TimeUnit.SECONDS) && kill.exitValue() == 0) {
        return;
      }
    } catch (IOException e) {
      // Falls through: at least the leader gets the signal.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ProcessHandle.of(leader)
        .ifPresent(
            process -> {
              if (signal == Signal.KILL) {
                process.destroyForcibly();
              } else {
                process.destroy();
              }
            });
  }

  private static List<String> leader() {
    if (onPath("setsid")) {
      return List.of("setsid");
    }
    // macOS has no setsid program; its perl has the call.
    if (onPath("perl")) {
      return List.of(
          "perl", "-e", "use POSIX; POSIX::setsid(); exec { $ARGV[0] } @ARGV or exit 127");
    }
    return List.of();
  }

  /** Stops a process and its whole group: SIGTERM, then SIGKILL after the grace. */
  public static void end(Process process, Duration grace) {
    signal(Signal.TERM, process.pid());
    awaitExit(process, grace);
    // Also reaches what the leader has left behind.
    signal(Signal.KILL, process.pid());
    awaitExit(process, grace);
  }

  private static void awaitExit(Process process, Duration within) {
    try {
      process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean onPath(String program) {
    return find(program, System.getenv().getOrDefault("PATH", "")) != null;
  }

  /** The first program of this name in the folders of a PATH. */
  public static @Nullable Path find(String program, String path) {
    for (String folder : path.split(File.pathSeparator, -1)) {
      Path file = Path.of(folder).resolve(program);
      if (!folder.isEmpty() && Files.isRegularFile(file) && Files.isExecutable(file)) {
        return file;
      }
    }
    return null;
  }

  /** The signals that are sent to a group. */
  public enum Signal {
    TERM,
    KILL
  }
}

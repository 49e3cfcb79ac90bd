package io.spanline.harness.process;

import io.spanline.harness.process.Waiting.WaitedInVain;
import io.spanline.settings.Settings;
import io.spanline.stack.plan.JavaProgram;
import io.spanline.stack.process.ProcessGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A program that is started, perhaps several times, and acted on from outside. All its output goes
 * to one log. Once closed it cannot be started again.
 */
public abstract class OwnProcess implements AutoCloseable {
  private final String name;
  private final Settings settings;
  private final Path folder;
  private final Path log;
  private @Nullable Process process;
  private boolean closed;

  /**
   * Makes a program that does not run yet.
   *
   * @param name also of its log
   * @param settings its environment
   * @param folder that it runs in
   * @param logs the folder of its log
   */
  protected OwnProcess(String name, Settings settings, Path folder, Path logs) {
    this.name = name;
    this.settings = settings;
    this.folder = folder;
    this.log = logs.resolve(name + ".log");
  }

  protected final void launch(JavaProgram program) throws IOException {
    launch(program.command(), JavaProgram.ENVIRONMENT);
  }

  /** Starts it, with more of an environment than its settings. */
  protected final synchronized void launch(List<String> command, Map<String, String> more)
      throws IOException {
    if (closed) {
      throw new IllegalStateException(name + " was closed");
    }
    if (isAlive()) {
      throw new IllegalStateException(name + " runs already");
    }
    Files.createDirectories(log.toAbsolutePath().getParent());
    // A group of its own: Ctrl-C is for the harness, which then stops it.
    ProcessBuilder builder = new ProcessBuilder(ProcessGroup.command(command));
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(key -> key.startsWith("SPANLINE_") || key.startsWith("OTEL_"));
    environment.putAll(settings.environment());
    environment.putAll(more);
    builder.directory(folder.toFile());
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Process started = builder.start();
    started.getOutputStream().close();
    process = started;
  }

  /**
   * Returns once the program is ready.
   *
   * @throws WaitedInVain if it is not in time, or has ended
   */
  protected final void awaitReady(Duration most, BooleanSupplier ready) {
    Waiting.until(
        name + " is not ready, see " + log,
        most,
        () -> {
          if (!isAlive()) {
            throw new WaitedInVain(
                "%s ended with %d, see %s".formatted(name, running().exitValue(), log));
          }
          return ready.getAsBoolean();
        });
  }

  public final synchronized boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** Tells one start of it from another. */
  public final long pid() {
    return running().pid();
  }

  protected final Settings settings() {
    return settings;
  }

  /** How many lines of its log, over all its starts, have a text. */
  public final long logged(String text) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> line.contains(text)).count();
    }
  }

  /** SIGKILL: nothing of its own runs any more. Returns once it is gone. */
  public final void kill() {
    running().destroyForcibly().onExit().join();
  }

  /**
   * SIGTERM.
   *
   * @return the exit code
   * @throws WaitedInVain if it has not ended in time
   */
  public final int terminate(Duration most) {
    running().destroy();
    return awaitEnd(most);
  }

  /**
   * Waits for its end.
   *
   * @return the exit code
   * @throws WaitedInVain if it has not ended in time
   */
  public final int awaitEnd(Duration most) {
    Waiting.until(name + " still runs", most, () -> !isAlive());
    return running().exitValue();
  }

  /** SIGSTOP: it stands still, with all its connections and locks. */
  public final void suspend() throws IOException {
    signal("STOP");
  }

  /** SIGCONT. */
  public final void resume() throws IOException {
    signal("CONT");
  }

  /** Of all its threads since its start; 0 if the system does not say. */
  public final double cpuSeconds() {
    return running().toHandle().info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }

  /** The same, with what of it a JVM's own threads used. */
  public final CpuTime cpuTime() {
    return CpuTime.of(pid(), cpuSeconds());
  }

  /** The most memory that it ever held, in bytes; 0 if the system does not say. */
  public final long mostResidentBytes() throws IOException {
    Path status = Path.of("/proc", String.valueOf(pid()), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElse(0);
  }

  @Override
  public final synchronized void close() {
    closed = true;
    if (process != null) {
      // Works on a suspended process too.
      process.destroyForcibly().onExit().join();
    }
  }

  private synchronized Process running() {
    if (process == null) {
      throw new IllegalStateException(name + " was not started");
    }
    return process;
  }

  private void signal(String signal) throws IOException {
    Process kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(pid())).start();
    if (kill.onExit().join().exitValue() != 0) {
      throw new IOException("%s cannot be sent SIG%s".formatted(name, signal));
    }
  }
}

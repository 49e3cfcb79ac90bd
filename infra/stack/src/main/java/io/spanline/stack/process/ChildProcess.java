package io.spanline.stack.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A process that was started by a {@link Launch} and leads its own group. */
public final class ChildProcess {
  private static final int LAST_LINES = 12;
  private static final int LAST_BYTES = 16 * 1024;

  private final Launch launch;
  private final Process process;
  private final ProcessMark mark;

  private ChildProcess(Launch launch, Process process) {
    this.launch = launch;
    this.process = process;
    this.mark = ProcessMark.of(process.toHandle());
  }

  public static ChildProcess start(Launch launch) throws IOException {
    Files.createDirectories(launch.log().toAbsolutePath().getParent());
    ProcessBuilder builder = new ProcessBuilder(ProcessGroup.command(launch.command()));
    launch.applyTo(builder.environment());
    builder.directory(launch.folder().toFile());
    builder.redirectErrorStream(true);
    builder.redirectOutput(launch.log().toFile());
    // An empty input rather than the terminal's.
    builder.redirectInput(ProcessBuilder.Redirect.PIPE);
    Process process = builder.start();
    process.getOutputStream().close();
    return new ChildProcess(launch, process);
  }

  public String name() {
    return launch.name();
  }

  public Launch launch() {
    return launch;
  }

  public Process process() {
    return process;
  }

  public ProcessMark mark() {
    return mark;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public CompletableFuture<Process> onExit() {
    return process.onExit();
  }

  /** Stops it and all that it started: SIGTERM, then SIGKILL after the grace of its launch. */
  public void stop() {
    ProcessGroup.end(process, launch.grace());
  }

  /** The report of its death: name, exit code, last lines of its log. */
  public List<String> obituary() {
    return withLastWords("%s ended with exit code %d".formatted(name(), process.exitValue()));
  }

  /** A report about it, with the end of its log on lines of their own. */
  public List<String> withLastWords(String report) {
    List<String> last = lastLines(launch.log());
    List<String> lines = new ArrayList<>();
    lines.add(
        report
            + (last.isEmpty() ? "; it wrote nothing to " : "; the end of ")
            + launch.log()
            + (last.isEmpty() ? "" : ":"));
    last.forEach(line -> lines.add("  | " + line.replace("\t", "    ")));
    return lines;
  }

  static List<String> lastLines(Path log) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long from = Math.max(0, file.length() - LAST_BYTES);
      file.seek(from);
      byte[] bytes = new byte[(int) (file.length() - from)];
      file.readFully(bytes);
      List<String> lines =
          new String(bytes, StandardCharsets.UTF_8).stripTrailing().lines().toList();
      return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    } catch (IOException e) {
      return List.of();
    }
  }
}

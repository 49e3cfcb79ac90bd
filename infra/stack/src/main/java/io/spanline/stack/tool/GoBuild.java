package io.spanline.stack.tool;

import io.spanline.stack.Folders;
import io.spanline.stack.ProcessGroup;
import io.spanline.stack.StackFailure;
import io.spanline.stack.StackListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds a tool with Go into the cache. {@link #close} stops a build under way, with all that it
 * started, and leaves nothing half-made; a build never begins after it.
 */
final class GoBuild implements AutoCloseable {
  private static final int LAST_LINES = 15;
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final ToolCache cache;
  private final BuildRecipes recipes;

  private final UnderWay underWay = new UnderWay();

  /** Guards the one below. */
  private final Object gate = new Object();

  private @Nullable Process running;

  GoBuild(ToolCache cache, BuildRecipes recipes) {
    this.cache = cache;
    this.recipes = recipes;
  }

  /** Makes the tool, unless another process has just done so. */
  FoundTool make(Tool tool, GoToolchain go, StackListener listener)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    String step = "build " + tool.title();
    listener.started(step, tool.coldBuild());
    try (ToolLock lock = cache.lock(tool, step, listener)) {
      FoundTool built = cache.find(tool, listener);
      if (built == null) {
        built = build(tool, go.program(), lock, listener);
      }
      listener.finished(step, Duration.ofNanos(System.nanoTime() - began));
      return built;
    }
  }

  private FoundTool build(Tool tool, Path go, ToolLock lock, StackListener listener)
      throws IOException, InterruptedException {
    underWay.begin(tool.title() + " was built");
    try {
      Path part = lock.newPart();
      try {
        run(tool, recipes.command(tool, go, part), part, listener);
        Provenance provenance = Provenance.built(recipes.module(tool), recipes.stamp(tool));
        Path program = cache.publish(tool, part, recipes.product(tool, part), provenance);
        return new FoundTool(tool, program, "built with Go");
      } finally {
        Folders.remove(part);
      }
    } finally {
      underWay.end();
    }
  }

  private void run(Tool tool, List<String> command, Path part, StackListener listener)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(ProcessGroup.command(command));
    builder.directory(part.toFile());
    builder.redirectErrorStream(true);
    GoEnvironment.complete(builder.environment(), part);
    Process process;
    synchronized (gate) {
      if (underWay.isClosed()) {
        throw new StackFailure("stopped before " + tool.title() + " was built");
      }
      process = builder.start();
      running = process;
    }
    Deque<String> last = new ArrayDeque<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      process.getOutputStream().close();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        listener.detail("build " + tool.title(), line);
        last.addLast(line);
        if (last.size() > LAST_LINES) {
          last.removeFirst();
        }
      }
    } finally {
      finish(process);
    }
    if (process.waitFor() != 0) {
      throw failed(tool, process.exitValue(), last);
    }
  }

  /** However reading its output ended, it does not outlive the call. */
  private void finish(Process process) {
    if (process.isAlive()) {
      ProcessGroup.end(process, GRACE);
    }
    synchronized (gate) {
      running = null;
    }
  }

  private StackFailure failed(Tool tool, int exit, Deque<String> last) {
    if (underWay.isClosed()) {
      return new StackFailure("stopped while " + tool.title() + " was built");
    }
    boolean isFull = last.stream().anyMatch(line -> line.contains("no space left on device"));
    return new StackFailure(
        "building %s failed with exit code %d:\n  | %s%s"
            .formatted(
                tool.title(),
                exit,
                String.join("\n  | ", last),
                isFull
                    ? "\nfree some space in %s, or set SPANLINE_CACHE to another folder"
                        .formatted(cache.folder())
                    : ""));
  }

  @Override
  public void close() {
    Process process;
    synchronized (gate) {
      underWay.close();
      process = running;
    }
    if (process != null) {
      ProcessGroup.end(process, GRACE);
    }
    // The thread that builds removes what is half-made.
    underWay.await(GRACE);
  }
}

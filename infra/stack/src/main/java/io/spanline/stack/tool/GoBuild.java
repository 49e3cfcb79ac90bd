package io.spanline.stack.tool;

import io.spanline.stack.Folders;
import io.spanline.stack.ProcessGroup;
import io.spanline.stack.StackFailure;
import io.spanline.stack.StackListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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

  /** Guards the three below. */
  private final Object gate = new Object();

  private boolean closed;
  private @Nullable CompletableFuture<Void> underWay;
  private @Nullable Process running;

  GoBuild(ToolCache cache, BuildRecipes recipes) {
    this.cache = cache;
    this.recipes = recipes;
  }

  /** Makes the tool, unless another process has just done so. */
  FoundTool make(Tool tool, GoToolchain go, StackListener listener)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    listener.started("build " + tool.title(), tool.coldBuild());
    try (ToolLock lock = cache.lock(tool, listener)) {
      FoundTool built = cache.find(tool, listener);
      if (built == null) {
        built = build(tool, go.program(), lock, listener);
      }
      listener.finished("build " + tool.title(), Duration.ofNanos(System.nanoTime() - began));
      return built;
    }
  }

  private FoundTool build(Tool tool, Path go, ToolLock lock, StackListener listener)
      throws IOException, InterruptedException {
    CompletableFuture<Void> ended = begin(tool);
    try {
      Path part = lock.newPart();
      try {
        run(tool, recipes.command(tool, go, part), part, listener);
        Path program = cache.publish(tool, part, recipes.product(tool, part));
        return new FoundTool(tool, program, "built with Go");
      } finally {
        Folders.remove(part);
      }
    } finally {
      ended.complete(null);
    }
  }

  private CompletableFuture<Void> begin(Tool tool) {
    synchronized (gate) {
      if (closed) {
        throw new StackFailure("stopped before " + tool.title() + " was built");
      }
      underWay = new CompletableFuture<>();
      return underWay;
    }
  }

  private void run(Tool tool, List<String> command, Path part, StackListener listener)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(ProcessGroup.command(command));
    builder.directory(part.toFile());
    builder.redirectErrorStream(true);
    // Only `go install` reads it; a GOBIN of the user's would send the program elsewhere.
    builder.environment().put("GOBIN", part.toString());
    // A workspace around the cache folder is not ours to build in.
    builder.environment().put("GOWORK", "off");
    // Its work folders, hundreds of megabytes, go with the part, also if it is killed; and it runs
    // programs from there, which the system's folder may not allow.
    Path work = Files.createDirectories(part.resolve("work"));
    builder.environment().put("GOTMPDIR", work.toAbsolutePath().toString());
    Process process;
    synchronized (gate) {
      if (closed) {
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
    synchronized (gate) {
      return closed
          ? new StackFailure("stopped while " + tool.title() + " was built")
          : new StackFailure(
              "building %s failed with exit code %d:\n  | %s"
                  .formatted(tool.title(), exit, String.join("\n  | ", last)));
    }
  }

  @Override
  public void close() {
    Process process;
    CompletableFuture<Void> ended;
    synchronized (gate) {
      closed = true;
      process = running;
      ended = underWay;
    }
    if (process != null) {
      ProcessGroup.end(process, GRACE);
    }
    if (ended != null) {
      // The thread that builds removes what is half-made.
      ended.completeOnTimeout(null, GRACE.toMillis(), TimeUnit.MILLISECONDS).join();
    }
  }
}

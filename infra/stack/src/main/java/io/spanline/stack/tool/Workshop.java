package io.spanline.stack.tool;

import io.spanline.stack.StackFailure;
import io.spanline.stack.StackListener;
import io.spanline.stack.process.ProcessGroup;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Makes tools in the cache, each in a folder of its own that is removed afterwards. {@link #close}
 * stops what runs, with all that it started, and returns once nothing half-made is left; nothing
 * begins after it.
 */
final class Workshop implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final ToolCache cache;
  private int works;
  private boolean closed;
  private @Nullable Process running;

  Workshop(ToolCache cache) {
    this.cache = cache;
  }

  /** Makes the tool, unless another process has just done so; null if it does not come this way. */
  @Nullable FoundTool make(Tool tool, ToolMaker maker, StackListener listener)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    String step = maker.step(tool);
    listener.started(step, maker.expected(tool));
    try (ToolLock lock = cache.lock(tool, step, listener)) {
      FoundTool found = cache.find(tool, listener);
      if (found == null) {
        found = makeIn(lock, tool, maker, listener);
      }
      if (found != null) {
        listener.finished(step, Duration.ofNanos(System.nanoTime() - began));
      }
      return found;
    }
  }

  private @Nullable FoundTool makeIn(
      ToolLock lock, Tool tool, ToolMaker maker, StackListener listener)
      throws IOException, InterruptedException {
    begin(maker.done(tool));
    try {
      Path part = lock.newPart();
      try {
        Path ready = maker.make(tool, part, listener);
        return ready == null
            ? null
            : new FoundTool(tool, cache.publish(ready, maker.home(tool)), maker.origin());
      } finally {
        Utils.delete(part.toFile());
      }
    } finally {
      end();
    }
  }

  /**
   * Runs a command to its end.
   *
   * @param done what it is for, as {@link ToolMaker#done} says it
   * @param lines hears what it prints, line by line, on either stream
   * @return its exit code
   */
  int run(String done, ProcessBuilder builder, Consumer<String> lines)
      throws IOException, InterruptedException {
    builder.command(ProcessGroup.command(builder.command())).redirectErrorStream(true);
    Process process = start(done, builder);
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      process.getOutputStream().close();
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.accept(line);
      }
      int exit = process.waitFor();
      if (isClosed()) {
        throw new StackFailure("stopped while " + done);
      }
      return exit;
    } finally {
      // It does not outlive the call, even if reading its output failed.
      if (process.isAlive()) {
        ProcessGroup.end(process, GRACE);
      }
    }
  }

  private synchronized Process start(String done, ProcessBuilder builder) throws IOException {
    refuseIfClosed(done);
    Process process = builder.start();
    running = process;
    return process;
  }

  private synchronized void begin(String done) {
    refuseIfClosed(done);
    works++;
  }

  private void refuseIfClosed(String done) {
    if (closed) {
      throw new StackFailure("stopped before " + done);
    }
  }

  private synchronized void end() {
    works--;
    notifyAll();
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized @Nullable Process beginClosing() {
    closed = true;
    return running;
  }

  @Override
  public void close() {
    Process process = beginClosing();
    if (process != null && process.isAlive()) {
      ProcessGroup.end(process, GRACE);
    }
    awaitNoWork();
  }

  /** Waits for the thread that makes a tool, which removes what is half-made. */
  private synchronized void awaitNoWork() {
    long deadline = System.nanoTime() + GRACE.toNanos();
    try {
      for (long left = GRACE.toNanos(); works > 0 && left > 0; ) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
        left = deadline - System.nanoTime();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

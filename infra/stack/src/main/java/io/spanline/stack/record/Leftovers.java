package io.spanline.stack.record;

import io.spanline.stack.Checkout;
import io.spanline.stack.process.ProcessGroup;
import io.spanline.stack.process.ProcessMark;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What a killed supervisor left running; whoever holds the lock may stop it. */
public final class Leftovers {
  /** From SIGTERM to SIGKILL. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private Leftovers() {}

  /**
   * Stops every process of the record that still runs, in reverse order of their start. The record
   * stays, so that a stop that is itself broken off can be repeated.
   *
   * @return the names of those that were stopped
   */
  public static List<String> stop(Checkout checkout) throws IOException {
    RunRecord record;
    try {
      record = RunRecord.read(checkout.runFile());
    } catch (NoSuchFileException e) {
      return List.of();
    }
    List<String> stopped = new ArrayList<>();
    List<RunRecord.Child> children = record.children();
    for (int i = children.size() - 1; i >= 0; i--) {
      RunRecord.Child child = children.get(i);
      if (child.mark().isAlive()) {
        stop(child.mark());
        stopped.add(child.name());
      }
    }
    return stopped;
  }

  /** SIGTERM to its group, after the grace SIGKILL. */
  static void stop(ProcessMark mark) {
    ProcessGroup.signal(ProcessGroup.Signal.TERM, mark.pid());
    if (!gone(mark, GRACE)) {
      ProcessGroup.signal(ProcessGroup.Signal.KILL, mark.pid());
      gone(mark, GRACE);
    }
  }

  public static boolean gone(ProcessMark mark, Duration within) {
    CompletableFuture<ProcessHandle> exit =
        mark.process()
            .map(ProcessHandle::onExit)
            .orElseGet(() -> CompletableFuture.completedFuture(null));
    try {
      exit.completeOnTimeout(null, within.toMillis(), TimeUnit.MILLISECONDS).join();
    } catch (RuntimeException e) {
      return !mark.isAlive();
    }
    return !mark.isAlive();
  }
}

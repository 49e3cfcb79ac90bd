package io.spanline.stack.record;

import io.spanline.stack.Checkout;
import io.spanline.stack.StackListener;
import io.spanline.stack.process.ProcessGroup;
import io.spanline.stack.process.ProcessMark;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Processes that a killed supervisor left running; the holder of the lock may stop them. */
public final class Leftovers {
  /** From SIGTERM to SIGKILL. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private Leftovers() {}

  /**
   * Stops every process of the record that still runs, in reverse order of their start. The record
   * stays, so that an interrupted stop can be repeated.
   *
   * @param step what it is done for, as the listener knows it
   * @return whether there was any
   */
  public static boolean stop(Checkout checkout, String step, StackListener listener)
      throws IOException {
    RunRecord record;
    try {
      record = RunRecord.read(checkout.runFile());
    } catch (NoSuchFileException e) {
      if (e.getReason() != null) {
        listener.detail(step, e.getReason());
      }
      return false;
    }
    boolean any = false;
    List<RunRecord.Child> children = record.children();
    for (int i = children.size() - 1; i >= 0; i--) {
      RunRecord.Child child = children.get(i);
      if (child.mark().isAlive()) {
        stop(child.mark());
        listener.detail(step, "stopped " + child.name() + ", left over from a killed run");
        any = true;
      }
    }
    return any;
  }

  /** SIGTERM to its group, after the grace SIGKILL. */
  private static void stop(ProcessMark mark) {
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

package io.spanline.stack.record;

import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.stack.StackListener;
import io.spanline.stack.plan.Component;
import io.spanline.stack.process.ProcessGroup;
import io.spanline.stack.process.ProcessMark;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
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
    List<RunRecord.Child> alive = new ArrayList<>(alive(record));
    Collections.reverse(alive);
    for (RunRecord.Child child : alive) {
      stop(child.mark());
      listener.detail(step, "stopped " + child.name() + ", left over from a killed run");
    }
    return !alive.isEmpty();
  }

  /** Those that run, in order of their start; none if their supervisor runs. */
  public static List<StackProcess> find(Checkout checkout) throws IOException {
    Optional<RunRecord> left = record(checkout);
    if (left.isEmpty()) {
      return List.of();
    }
    Settings settings = RunningStack.settings(left.get());
    return alive(left.get()).stream()
        .map(child -> StackProcess.of(child.name(), child.mark().pid(), settings))
        .toList();
  }

  /** The settings of the killed run, if its Toxiproxy is among what it left. */
  public static Optional<Settings> toxiproxy(Checkout checkout) throws IOException {
    String name = Component.TOXIPROXY.processName();
    return record(checkout)
        .filter(left -> alive(left).stream().anyMatch(child -> child.name().equals(name)))
        .map(RunningStack::settings);
  }

  private static Optional<RunRecord> record(Checkout checkout) throws IOException {
    try {
      return Optional.of(RunRecord.read(checkout.runFile()))
          .filter(record -> !record.supervisor().isAlive());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static List<RunRecord.Child> alive(RunRecord record) {
    return record.children().stream().filter(child -> child.mark().isAlive()).toList();
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

package io.spanline.stack.run;

import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.stack.Checkout;
import io.spanline.stack.StackException;
import io.spanline.stack.StackFailure;
import io.spanline.stack.StackListener;
import io.spanline.stack.StackRefusal;
import io.spanline.stack.plan.Component;
import io.spanline.stack.plan.Ports;
import io.spanline.stack.plan.StackPlan;
import io.spanline.stack.plan.StackPlan.EarlierData;
import io.spanline.stack.process.ChildProcess;
import io.spanline.stack.process.Launch;
import io.spanline.stack.process.ProcessGroup;
import io.spanline.stack.record.Leftovers;
import io.spanline.stack.record.StackProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Utils;

/**
 * The processes of one plan: started in parallel as far as they allow, watched, and stopped in
 * reverse. If one dies the others are stopped.
 *
 * <p>{@link #close} may be called at any time from any thread, also while {@link #start} runs;
 * after it has begun no process is started.
 */
public final class Stack implements AutoCloseable {
  private static final long POLL_MILLIS = 40;

  /** From SIGTERM to SIGKILL of a process that is started anew: it hangs. */
  private static final Duration ABRUPT = Duration.ofSeconds(1);

  private final StackPlan plan;
  private final StackListener listener;
  private final LaunchSource launches;
  private final Roster roster;
  private final ToxicsSweep toxics;
  private final ExecutorService threads = Executors.newCachedThreadPool(Stack::daemon);
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private final CompletableFuture<StackException> failure = new CompletableFuture<>();

  public Stack(StackPlan plan, StackListener listener) {
    this(plan, listener, Launches::all);
  }

  /** Makes a launch for each component of a plan, before any is started. */
  @FunctionalInterface
  interface LaunchSource {
    Map<Component, Launch> of(StackPlan plan) throws IOException;
  }

  /** Makes a stack of other processes than the real ones. */
  Stack(StackPlan plan, StackListener listener, LaunchSource launches) {
    this.plan = plan;
    this.listener = listener;
    this.launches = launches;
    this.roster = new Roster(plan);
    this.toxics = new ToxicsSweep(plan, listener, () -> restart(Component.TOXIPROXY));
  }

  /**
   * Starts every component and returns when all are ready.
   *
   * @throws StackRefusal if something has to be changed first: ports, another stack, a build
   * @throws StackFailure if a process died or was not ready in time, or if the stack was closed
   *     meanwhile; nothing runs any more then
   */
  public void start() {
    try {
      startAll(prepare());
      roster.run();
    } catch (IOException e) {
      close();
      throw new StackFailure("the stack could not be started: " + e);
    } catch (RuntimeException e) {
      close();
      // The first death is the reason; whatever went wrong after it is a consequence.
      throw failure.isDone() ? failure.join() : e;
    }
  }

  /** Starts Jaeger on the running stack; its traces are waiting on the Collector's disk. */
  public void startJaeger(Path jaeger) {
    try {
      Ports.check(plan.settings(), Component.JAEGER.ports(), Set.of());
      Launches made = new Launches(plan, plan.edges());
      startOne(Component.JAEGER, made.jaeger(jaeger));
    } catch (IOException e) {
      throw new StackFailure("Jaeger could not be started: " + e);
    }
  }

  /**
   * Stops one process, whose death is no failure then, and starts it as before; the others stay.
   *
   * @throws StackFailure if it is not ready in time; the stack ends then
   */
  private void restart(Component component) {
    ChildProcess old = roster.retire(component);
    ProcessGroup.end(old.process(), ABRUPT);
    startOne(component, old.launch());
  }

  /** Completes when a process has died by itself and all others are stopped. */
  public CompletableFuture<StackException> failure() {
    return failure.thenCombine(closed, (reason, nothing) -> reason);
  }

  /** Whether a process has died by itself; {@link #failure} tells once the others are stopped. */
  public boolean hasFailed() {
    return failure.isDone();
  }

  public StackPlan plan() {
    return plan;
  }

  /** The processes that run, in the order they were started. */
  public List<StackProcess> processes() {
    return roster.processes();
  }

  /** Stops every process, users before what they use; returns when none is left. */
  @Override
  public void close() {
    if (!beginStopping()) {
      closed.join();
      return;
    }
    try {
      toxics.close();
      new ReverseStop(roster.children(), listener, threads).run();
      roster.close();
    } catch (IOException e) {
      listener.detail("stop", "the record of the run could not be removed: " + e);
    } finally {
      closed.complete(null);
      threads.shutdown();
    }
  }

  private boolean beginStopping() {
    try {
      return roster.beginStopping();
    } catch (IOException e) {
      // Stops the processes all the same; the record says a little less.
      listener.detail("stop", "the record of the run could not be written: " + e);
      return true;
    }
  }

  /** Makes every refusal there can be, before the first process runs. */
  private Map<Component, Launch> prepare() throws IOException {
    Checkout checkout = plan.checkout();
    roster.open();
    Leftovers.stop(checkout, "start", listener);
    roster.begin();
    Ports.check(plan.settings(), plan.ports(), plan.edges().listens());
    if (plan.components().contains(Component.CAPTURE_WRITER)) {
      new CaptureFolder(plan.outputFolder())
          .obstacle()
          .ifPresent(
              obstacle -> {
                throw new StackRefusal(obstacle.toString());
              });
    }
    if (plan.data() == EarlierData.REMOVED) {
      for (Path folder : plan.dataFolders()) {
        Utils.delete(folder.toFile());
      }
    }
    Files.deleteIfExists(checkout.toxiproxyRestart());
    Files.createDirectories(checkout.logs());
    return launches.of(plan);
  }

  private void startAll(Map<Component, Launch> all) {
    Map<Component, CompletableFuture<Void>> ready = new EnumMap<>(Component.class);
    all.forEach(
        (component, launch) -> {
          CompletableFuture<?>[] before =
              component.waitsFor().stream()
                  .filter(all::containsKey)
                  .map(ready::get)
                  .toArray(CompletableFuture<?>[]::new);
          ready.put(
              component,
              CompletableFuture.allOf(before)
                  .thenRunAsync(() -> startOne(component, launch), threads));
        });
    ready.computeIfPresent(
        Component.TOXIPROXY, (component, started) -> started.thenRun(toxics::start));
    try {
      CompletableFuture.allOf(ready.values().toArray(CompletableFuture<?>[]::new)).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof StackException known ? known : e;
    }
  }

  private void startOne(Component component, Launch launch) {
    long began = System.nanoTime();
    listener.started(launch.name(), launch.expected());
    ChildProcess child = launch(component, launch);
    while (!launch.ready().ready()) {
      if (!child.isAlive() || roster.isStopping()) {
        throw died(child);
      }
      if (System.nanoTime() - began > launch.deadline().toNanos()) {
        throw fail(
            new StackFailure(
                child.withLastWords(
                    "%s was not ready within %d s"
                        .formatted(child.name(), launch.deadline().toSeconds()))));
      }
      pause();
    }
    listener.finished(launch.name(), Duration.ofNanos(System.nanoTime() - began));
  }

  private ChildProcess launch(Component component, Launch launch) {
    try {
      ChildProcess child = roster.start(component, launch);
      var unused = child.onExit().thenAcceptAsync(ended -> died(child), threads);
      return child;
    } catch (IOException e) {
      throw fail(new StackFailure(launch.name() + " could not be started: " + e.getMessage()));
    }
  }

  private StackFailure died(ChildProcess child) {
    return roster.mayEnd(child) ? StackFailure.stopped() : fail(new StackFailure(child.obituary()));
  }

  /** Records the first reason, also on disk for later commands, and stops the others. */
  private StackFailure fail(StackFailure reason) {
    if (!roster.isStopping() && failure.complete(reason)) {
      try {
        Files.writeString(plan.checkout().lastFailure(), reason.getMessage() + "\n");
      } catch (IOException e) {
        listener.detail("stop", "the reason could not be written down: " + e);
      }
      new Thread(this::close, "stack-close").start();
    }
    return reason;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "stack");
    thread.setDaemon(true);
    return thread;
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackFailure("interrupted while the stack started");
    }
  }
}

package io.spanline.stack.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanline.clients.Toxiproxy;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.stack.StackException;
import io.spanline.stack.StackFailure;
import io.spanline.stack.StackListener;
import io.spanline.stack.StackRefusal;
import io.spanline.stack.plan.Component;
import io.spanline.stack.plan.JavaProgram;
import io.spanline.stack.plan.StackPlan;
import io.spanline.stack.plan.StackPlan.EarlierData;
import io.spanline.stack.plan.StackPlan.JaegerPlan;
import io.spanline.stack.process.ChildProcess;
import io.spanline.stack.process.Launch;
import io.spanline.stack.process.LockedFile;
import io.spanline.stack.record.Leftovers;
import io.spanline.stack.record.RunRecord;
import io.spanline.stack.record.RunningStack;
import io.spanline.stack.tool.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A small process that keeps a stack after the command that started it has returned. */
public final class Supervisor {
  private static final long POLL_MILLIS = 50;

  /** Stopping the stack takes a few seconds; with a stubborn process on each level, 10 s each. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Supervisor() {}

  /** What {@link #stop} found. */
  public enum Stopped {
    /** A running stack. */
    STACK,
    /** Processes that a killed supervisor left. */
    LEFTOVERS,
    /** Neither. */
    NOTHING
  }

  /**
   * Starts the plan in a process of its own and returns when all is ready. If this process is
   * stopped before, the stack ends too.
   *
   * @throws StackException as {@link Stack#start}
   */
  public static void launch(StackPlan plan, StackListener listener) {
    Checkout checkout = plan.checkout();
    try {
      Files.createDirectories(checkout.run());
      Files.createDirectories(checkout.logs());
      refuseSecond(checkout);
      // For this call alone: another at the same time has its own.
      Path progress = Files.createTempFile(checkout.run(), "progress-", ".jsonl");
      Path log = Files.createTempFile(checkout.logs(), "supervisor-", ".log");
      try {
        hold(ChildProcess.start(launch(plan, progress, log)), progress, listener);
        Files.move(log, checkout.log("supervisor"), StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(progress);
      }
    } catch (IOException e) {
      throw new StackFailure("the supervisor could not be started: " + e);
    }
  }

  /** Returns when the stack is ready; throws once the supervisor has ended instead. */
  private static void hold(ChildProcess supervisor, Path progress, StackListener listener)
      throws IOException {
    Thread interrupted = new Thread(() -> drop(supervisor, progress), "supervisor-stop");
    Runtime.getRuntime().addShutdownHook(interrupted);
    boolean ready;
    try {
      ready = await(supervisor, new SupervisorProgress.Reader(progress), listener);
    } catch (IOException | RuntimeException e) {
      drop(supervisor, progress);
      throw e;
    } finally {
      removeHook(interrupted);
    }
    if (!ready) {
      // Its log stays: it is all there is to know.
      throw new StackFailure(supervisor.obituary());
    }
  }

  private static void drop(ChildProcess supervisor, Path progress) {
    supervisor.stop();
    try {
      Files.deleteIfExists(progress);
      Files.deleteIfExists(supervisor.launch().log());
    } catch (IOException e) {
      // Leaves two small files that nobody reads.
    }
  }

  private static void refuseSecond(Checkout checkout) throws IOException {
    RunningStack other = RunningStack.find(checkout).orElse(null);
    if (other != null) {
      throw other.refusal();
    }
  }

  /**
   * Whether the stack got ready; false if its supervisor died without a word.
   *
   * @throws StackException as the supervisor's
   */
  private static boolean await(
      ChildProcess supervisor, SupervisorProgress.Reader progress, StackListener listener)
      throws IOException {
    while (!progress.tell(listener)) {
      if (!supervisor.isAlive()) {
        return progress.tell(listener);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StackFailure("interrupted while the stack started");
      }
    }
    return true;
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // This process is ending already; the hook stops the stack.
    }
  }

  /** Stops the stack of a clone, or what is left of it, whoever holds it. */
  public static Stopped stop(Checkout checkout, StackListener listener) {
    try {
      RunRecord record = RunRecord.read(checkout.runFile());
      long began = System.nanoTime();
      listener.started("stop", Duration.ofSeconds(5));
      Stopped stopped = stop(checkout, record, listener);
      listener.finished("stop", Duration.ofNanos(System.nanoTime() - began));
      return stopped;
    } catch (NoSuchFileException e) {
      if (e.getReason() != null) {
        listener.detail("stop", e.getReason());
      }
      return Stopped.NOTHING;
    } catch (IOException e) {
      throw new StackFailure("the stack could not be stopped: " + e);
    }
  }

  private static Stopped stop(Checkout checkout, RunRecord record, StackListener listener)
      throws IOException {
    ProcessHandle supervisor = record.supervisor().process().orElse(null);
    if (supervisor != null) {
      supervisor.destroy();
      if (!Leftovers.gone(record.supervisor(), PATIENCE)) {
        listener.detail("stop", "the supervisor did not end and was killed");
        supervisor.destroyForcibly();
        Leftovers.gone(record.supervisor(), PATIENCE);
      }
    }
    try (LockedFile lock = LockedFile.tryTake(checkout.lock())) {
      if (lock == null) {
        throw new StackRefusal("another stack of this clone is being started");
      }
      boolean left = Leftovers.stop(checkout, "stop", listener);
      Files.deleteIfExists(checkout.runFile());
      return supervisor != null ? Stopped.STACK : left ? Stopped.LEFTOVERS : Stopped.NOTHING;
    }
  }

  /** The plan, as JSON in the supervisor's one argument; settings come with the environment. */
  private record Order(
      Path root,
      Path state,
      Set<Component> components,
      JaegerPlan jaeger,
      Map<Tool, Path> tools,
      EarlierData data,
      Path progress) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Order of(StackPlan plan, Path progress) {
      Checkout checkout = plan.checkout();
      return new Order(
          checkout.root(),
          checkout.state(),
          plan.components(),
          plan.jaeger(),
          plan.tools(),
          plan.data(),
          progress);
    }

    StackPlan plan() {
      Checkout checkout = new Checkout(root, state);
      return new StackPlan(checkout, Settings.ofThisProcess(), components, jaeger, tools, data);
    }
  }

  /** The process that {@link #main} is. */
  static Launch launch(StackPlan plan, Path progress, Path log) throws IOException {
    String order = Order.JSON.writeValueAsString(Order.of(plan, progress));
    List<String> options = new ArrayList<>(Toxiproxy.OPTIONS);
    options.add("-Xmx64m");
    options.add("-Dlogback.configurationFile=kafka-broker-logback.xml");
    JavaProgram program =
        new JavaProgram(
            Supervisor.class.getName(), JavaProgram.ownClassPath(), options, List.of(order));
    return new Launch(
        "supervisor",
        program.command(),
        plan.settings().environment(),
        plan.checkout().root(),
        log,
        () -> true,
        Duration.ZERO,
        PATIENCE,
        PATIENCE);
  }

  /** Holds the stack that {@link #launch} describes. */
  public static void main(String[] args) throws IOException {
    Order order = Order.JSON.readValue(args[0], Order.class);
    SupervisorProgress progress = new SupervisorProgress(order.progress());
    Stack stack = new Stack(order.plan(), progress);
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stack-close"));
    StackException end;
    try {
      stack.start();
      progress.ready();
      end = stack.failure().join();
    } catch (StackException e) {
      end = e;
    }
    progress.ended(end);
    System.out.println(end.getMessage());
    System.exit(end.exitCode());
  }
}

package io.spanline.stack.run;

import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.stack.StackException;
import io.spanline.stack.StackFailure;
import io.spanline.stack.StackListener;
import io.spanline.stack.StackRefusal;
import io.spanline.stack.plan.Component;
import io.spanline.stack.plan.EarlierData;
import io.spanline.stack.plan.JaegerPlan;
import io.spanline.stack.plan.JavaProgram;
import io.spanline.stack.plan.StackPlan;
import io.spanline.stack.process.ChildProcess;
import io.spanline.stack.process.Launch;
import io.spanline.stack.record.Leftovers;
import io.spanline.stack.record.RunLock;
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
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A small process that holds a stack after the command that started it has returned. */
public final class Supervisor {
  private static final long POLL_MILLIS = 50;

  /** The stack's own stop takes a few seconds, with a stubborn process on each level 10 s each. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Supervisor() {}

  /** What {@link #stop} found. */
  public enum Stopped {
    /** A stack, which its supervisor stopped. */
    STACK,
    /** Processes whose supervisor was killed. */
    LEFTOVERS,
    /** Nothing. */
    NOTHING
  }

  /**
   * Starts the plan in a process of its own and returns when all is ready. If this process is told
   * to end meanwhile, the stack ends as well.
   *
   * @throws StackException as {@link Stack#start}
   */
  public static void launch(StackPlan plan, StackListener listener) {
    Checkout checkout = plan.checkout();
    try {
      Files.createDirectories(checkout.run());
      Files.createDirectories(checkout.logs());
      refuseSecond(checkout);
      // Of this call alone: another that runs at the same time has its own.
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

  /** Returns when the stack is ready; otherwise the supervisor has ended then. */
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
      // Its log stays, as all that there is to know.
      throw new StackFailure(supervisor.obituary());
    }
  }

  /** Leaves nothing of a launch. */
  private static void drop(ChildProcess supervisor, Path progress) {
    supervisor.stop();
    try {
      Files.deleteIfExists(progress);
      Files.deleteIfExists(supervisor.launch().log());
    } catch (IOException e) {
      // Two small files stay, which nobody reads.
    }
  }

  private static void refuseSecond(Checkout checkout) throws IOException {
    RunningStack other = RunningStack.find(checkout).orElse(null);
    if (other != null) {
      throw other.refusal();
    }
  }

  /**
   * Whether the stack got ready; if not, its supervisor died without a word.
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
    try (RunLock lock = RunLock.tryTake(checkout)) {
      if (lock == null) {
        throw new StackRefusal("another stack of this clone is being started");
      }
      List<String> left = Leftovers.stop(checkout);
      Files.deleteIfExists(checkout.runFile());
      left.forEach(name -> listener.detail("stop", "stopped " + name));
      return supervisor != null
          ? Stopped.STACK
          : left.isEmpty() ? Stopped.NOTHING : Stopped.LEFTOVERS;
    }
  }

  /** The process that {@link #main} is. */
  static Launch launch(StackPlan plan, Path progress, Path log) {
    List<String> arguments = new ArrayList<>();
    arguments.add(plan.checkout().root().toString());
    arguments.add(plan.checkout().state().toString());
    arguments.add(plan.data().name());
    arguments.add(plan.jaeger().name());
    arguments.add(String.join(",", plan.components().stream().map(Component::name).toList()));
    arguments.add(progress.toString());
    plan.tools().forEach((tool, program) -> arguments.add(tool.name() + "=" + program));
    JavaProgram program =
        new JavaProgram(
            Supervisor.class.getName(), JavaProgram.ownClassPath(), List.of("-Xmx64m"), arguments);
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

  private static StackPlan plan(String[] args) {
    Map<Tool, Path> tools = new EnumMap<>(Tool.class);
    for (int i = 6; i < args.length; i++) {
      int equals = args[i].indexOf('=');
      tools.put(Tool.valueOf(args[i].substring(0, equals)), Path.of(args[i].substring(equals + 1)));
    }
    Set<Component> components = EnumSet.noneOf(Component.class);
    for (String name : args[4].split(",", -1)) {
      components.add(Component.valueOf(name));
    }
    return new StackPlan(
        new Checkout(Path.of(args[0]), Path.of(args[1])),
        Settings.ofThisProcess(),
        components,
        JaegerPlan.valueOf(args[3]),
        tools,
        EarlierData.valueOf(args[2]));
  }

  /** Holds the stack that the arguments, made by {@link #launch}, describe. */
  public static void main(String[] args) {
    StackPlan plan = plan(args);
    SupervisorProgress progress = new SupervisorProgress(Path.of(args[5]));
    Stack stack = new Stack(plan, progress);
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

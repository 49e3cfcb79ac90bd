package io.spanline.cli.demo;

import io.spanline.cli.view.StepLines;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.stack.plan.StackPlan;
import io.spanline.stack.plan.StackPlan.JaegerPlan;
import io.spanline.stack.run.Stack;
import io.spanline.stack.tool.FoundTool;
import io.spanline.stack.tool.Tool;
import io.spanline.stack.tool.Tools;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.Line;
import io.spanline.terminal.Screen;
import io.spanline.terminal.Style;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The main job from one command: tools and stack first, then {@link MainJob}, with Jaeger built in
 * between if it is missing.
 */
public final class Demo implements AutoCloseable {
  // A connection may be refused a moment before the system reports the end of its process.
  private static final Duration DEATH_NOTICE = Duration.ofSeconds(1);
  private static final long POLL_NANOS = 20_000_000;

  private final Checkout checkout;
  private final Settings settings;
  private final Options options;
  private final Screen screen;
  private final Stages stages;
  private final StepLines steps;
  private final Tools tools;
  private final MainJob job;
  private volatile @Nullable Stack stack;
  private volatile boolean closing;

  /**
   * The options of a demo.
   *
   * @param verbose print how long each step took
   */
  record Options(boolean withJaeger, boolean verbose) {}

  Demo(Checkout checkout, Settings settings, Options options, Screen screen, Stages stages) {
    this.checkout = checkout;
    this.settings = settings;
    this.options = options;
    this.screen = screen;
    this.stages = stages;
    this.steps = new StepLines(screen);
    this.tools = new Tools(checkout.root(), settings);
    this.job = new MainJob(checkout.root(), settings, screen, stages);
  }

  /** Runs everything up to and including the check; whether that passed. */
  boolean run() throws InterruptedException {
    screen.say(
        Line.of(Style.BOLD, "Spanline demo")
            .then(": real traffic to the first capture and baseline"));
    plan().forEach(screen::say);
    Map<Tool, Path> programs = findTools();
    boolean jaegerIsThere = programs.containsKey(Tool.JAEGER);
    Stack running = start(programs);
    MainJob.Measured measured = job.measure(options);
    if (options.withJaeger() && !jaegerIsThere) {
      job.pending(measured);
      makeJaeger(running);
    }
    return job.finish(measured, options);
  }

  /** Keeps the stack up until the user stops it or one of its processes dies. */
  void stayUp() {
    Stack running = running();
    screen.say("");
    screen.say("The stack stays up; Ctrl-C stops it. Try in another terminal:");
    screen.say("  ./spanline traffic      ./spanline snapshot --last 60 --replace");
    throw running.failure().join();
  }

  /**
   * Why the demo failed: a process that died explains later failures, such as a refused connection.
   */
  Exception reasonFor(Exception e) {
    Stack running = stack;
    long deadline = System.nanoTime() + DEATH_NOTICE.toNanos();
    while (running != null && System.nanoTime() < deadline) {
      if (running.hasFailed()) {
        return running.failure().join();
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return e;
  }

  /** Whether the user has stopped it, such as by Ctrl-C. */
  boolean isClosing() {
    return closing;
  }

  /** Stops everything that runs; may be called from any thread, at any time. */
  @Override
  public void close() {
    closing = true;
    tools.close();
    Stack running = stack;
    if (running != null) {
      running.close();
    }
    steps.close();
  }

  /** Tells what the demo will do, and how long that takes on two cores. */
  private List<String> plan() {
    List<String> lines = new ArrayList<>();
    lines.add("  tools        " + missing(Tool.TOXIPROXY, Tool.COLLECTOR));
    lines.add("  start        broker, Toxiproxy, Collector, services, streams app, writer: 10 s");
    lines.add("  traffic      120 requests to warm up, 300 measured: 9 s");
    lines.add("  snapshot     once every trace is closed: 11 s");
    if (options.withJaeger()) {
      lines.add("  Jaeger       the same trace there; " + missing(Tool.JAEGER));
    }
    lines.add("");
    return lines;
  }

  private String missing(Tool... wanted) {
    List<String> lacking = new ArrayList<>();
    for (Tool tool : wanted) {
      if (tools.lookUp(tool, steps) == null) {
        lacking.add("%s %s".formatted(tool.title(), Screen.roughly(tool.coldBuild())));
      }
    }
    return lacking.isEmpty()
        ? "there already"
        : (tools.downloads() ? "downloaded once, else built: " : "built once: ")
            + String.join(", ", lacking);
  }

  private Map<Tool, Path> findTools() {
    screen.say(Line.of(Style.BOLD, "Tools"));
    Map<Tool, Path> programs = new EnumMap<>(Tool.class);
    for (Tool tool : List.of(Tool.TOXIPROXY, Tool.COLLECTOR)) {
      programs.put(tool, found(tools.find(tool, steps)));
    }
    FoundTool jaeger = options.withJaeger() ? tools.lookUp(Tool.JAEGER, steps) : null;
    if (jaeger != null) {
      programs.put(Tool.JAEGER, found(jaeger));
    }
    stages.ended("tools");
    return programs;
  }

  private Path found(FoundTool tool) {
    screen.say(
        "  %-22s %s, %s".formatted(tool.tool().title(), tool.tool().version(), tool.origin()));
    return tool.program();
  }

  private Stack start(Map<Tool, Path> programs) {
    screen.say(Line.of(Style.BOLD, "Start", "(logs: .spanline/logs)"));
    JaegerPlan jaeger =
        !options.withJaeger()
            ? JaegerPlan.NEVER
            : programs.containsKey(Tool.JAEGER) ? JaegerPlan.NOW : JaegerPlan.LATER;
    Stack starting = new Stack(StackPlan.whole(checkout, settings, jaeger, programs), steps);
    stack = starting;
    if (closing) {
      throw Complaint.failed("stopped before the stack started");
    }
    starting.start();
    Thread main = Thread.currentThread();
    CompletableFuture<Void> unused =
        starting
            .failure()
            .thenRun(
                () -> {
                  // Building Jaeger ignores an interrupt; closing the tools ends it.
                  tools.close();
                  main.interrupt();
                });
    stages.ended("start");
    return starting;
  }

  private void makeJaeger(Stack running) {
    screen.say(
        Line.of(
            Style.BOLD,
            "Jaeger",
            "%s, the first time only; Ctrl-C keeps what you have"
                .formatted(
                    tools.downloads()
                        ? "downloading it, else building it, about 9 min"
                        : "building it, about 9 min")));
    Path program = found(tools.find(Tool.JAEGER, steps));
    running.startJaeger(program);
    stages.ended("jaeger");
  }

  private Stack running() {
    Stack running = stack;
    if (running == null) {
      throw new IllegalStateException("the stack has not been started");
    }
    return running;
  }
}

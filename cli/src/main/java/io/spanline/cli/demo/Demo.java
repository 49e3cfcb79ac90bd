package io.spanline.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.cli.Complaint;
import io.spanline.cli.client.Jaeger;
import io.spanline.cli.client.Ledgers;
import io.spanline.cli.client.Snapshots;
import io.spanline.cli.demo.DemoReport.JaegerState;
import io.spanline.cli.view.Screen;
import io.spanline.cli.view.StepLines;
import io.spanline.model.Trace;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.stack.JaegerPlan;
import io.spanline.stack.Stack;
import io.spanline.stack.StackPlan;
import io.spanline.stack.tool.FoundTool;
import io.spanline.stack.tool.Tool;
import io.spanline.stack.tool.Tools;
import io.spanline.traffic.Mix;
import io.spanline.traffic.SentRequest;
import io.spanline.traffic.Traffic;
import io.spanline.traffic.TrafficPlan;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The main job from one command: tools, stack, warm-up, measured traffic, drained topics, snapshot,
 * table, and the check that one trace is in Kafka, in the capture and in Jaeger.
 */
public final class Demo implements AutoCloseable {
  private static final TrafficPlan MEASURED = new TrafficPlan(300, 50, Mix.ALL_KINDS, 1);
  // Enough for the JVMs to compile what the requests run; not in the snapshot.
  private static final TrafficPlan WARM_UP = new TrafficPlan(120, 40, Mix.ALL_KINDS, 2);
  // A connection may be refused a moment before the system tells that its process has ended.
  private static final Duration DEATH_NOTICE = Duration.ofSeconds(1);
  private static final long POLL_NANOS = 20_000_000;

  private final Checkout checkout;
  private final Settings settings;
  private final DemoOptions options;
  private final Screen screen;
  private final Stages stages;
  private final StepLines steps;
  private final Tools tools;
  private final DemoResult result;
  private volatile @Nullable Stack stack;
  private volatile boolean closing;

  Demo(Checkout checkout, Settings settings, DemoOptions options, Screen screen, Stages stages) {
    this.checkout = checkout;
    this.settings = settings;
    this.options = options;
    this.screen = screen;
    this.stages = stages;
    this.steps = new StepLines(screen);
    this.tools = new Tools(checkout.root(), settings);
    this.result = new DemoResult(screen, settings);
  }

  /**
   * Runs up to and with the check.
   *
   * @return whether all is as promised
   */
  boolean run() throws InterruptedException {
    new DemoPlan(tools, steps, options).lines().forEach(screen::say);
    Map<Tool, Path> programs = findTools();
    boolean jaegerIsThere = programs.containsKey(Tool.JAEGER);
    Stack running = start(programs);
    List<SentRequest> warmUp = traffic("warm-up", WARM_UP);
    stages.ended("warm-up");
    Instant from = Instant.now();
    List<SentRequest> sent = traffic("traffic", MEASURED);
    Instant to = Instant.now();
    stages.ended("traffic");
    drain(to);
    JsonNode snapshot = snapshot(from, to);
    CaptureCheck check =
        CaptureCheck.of(checkout.root().resolve(snapshot.path("capture").asText()), sent);
    List<String> problems = new ArrayList<>(check.problems());
    unanswered(warmUp, problems);
    unanswered(sent, problems);
    Trace trace = check.throughAll();
    show(snapshot, problems, sent.size());
    if (options.withJaeger() && !jaegerIsThere) {
      screen.json(report(sent, snapshot, trace, JaegerState.PENDING, problems));
      makeJaeger(running);
    }
    JaegerState jaeger =
        options.withJaeger()
            ? JaegerCheck.lookFor(trace, new Jaeger(settings.address(Port.JAEGER)))
            : JaegerState.SKIPPED;
    result.jaeger(trace, jaeger);
    screen.json(report(sent, snapshot, trace, jaeger, problems));
    return problems.isEmpty() && jaeger != JaegerState.MISSING;
  }

  /** Holds the stack until the user ends it or one of its processes dies. */
  void stayUp() {
    Stack running = running();
    screen.say("");
    screen.say("The stack stays up; Ctrl-C stops it. Meanwhile, in another terminal:");
    screen.say("  ./spanline traffic      ./spanline snapshot --last 60 --replace");
    throw running.failure().join();
  }

  /**
   * Why the demo ended: a process that died explains what went wrong after it, such as a refused
   * connection.
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

  /** Whether somebody has ended it, such as by Ctrl-C. */
  boolean isClosing() {
    return closing;
  }

  /** Ends what runs; may be called from any thread, at any time. */
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

  private Map<Tool, Path> findTools() {
    screen.say("@|bold Tools|@");
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
    screen.say("@|bold Start|@ (logs: .spanline/logs)");
    JaegerPlan jaeger =
        !options.withJaeger()
            ? JaegerPlan.NEVER
            : programs.containsKey(Tool.JAEGER) ? JaegerPlan.NOW : JaegerPlan.LATER;
    Stack starting = new Stack(StackPlan.whole(checkout, settings, jaeger, programs), steps);
    stack = starting;
    if (closing) {
      throw Complaint.failed("stopped before the start");
    }
    starting.start();
    Thread main = Thread.currentThread();
    CompletableFuture<Void> unused =
        starting
            .failure()
            .thenRun(
                () -> {
                  // Making Jaeger does not hear an interrupt; closing ends it.
                  tools.close();
                  main.interrupt();
                });
    stages.ended("start");
    return starting;
  }

  private List<SentRequest> traffic(String name, TrafficPlan plan) throws InterruptedException {
    screen.say(
        "@|bold %s|@ %d requests, %.0f a second"
            .formatted(
                name.equals("warm-up") ? "Warm-up" : "Traffic", plan.count(), plan.perSecond()));
    URI target = URI.create("http://" + settings.address(Port.SERVICE_A));
    try (Screen.Bar bar = screen.bar(name, plan.count(), "requests")) {
      return new Traffic(target).run(plan, request -> bar.step());
    }
  }

  private void drain(Instant to) throws InterruptedException {
    screen.say("@|bold Drain|@ until every trace is closed");
    Ledgers ledgers = new Ledgers(settings);
    new Drain(ledgers, screen).until(to.plus(settings.value(Catalogue.TRACE_GAP)));
    stages.ended("drain");
  }

  private JsonNode snapshot(Instant from, Instant to) {
    Snapshots snapshots = new Snapshots(settings);
    screen.say("@|bold Snapshot|@ (replaces the baseline 'normal' if there is one)");
    JsonNode snapshot = snapshots.between(from, to, new Snapshots.Order("normal", "demo", true));
    stages.ended("snapshot");
    return snapshot;
  }

  private void show(JsonNode snapshot, List<String> problems, int requests) {
    result.snapshot(snapshot, problems, requests);
    screen.say("table after %s".formatted(Screen.seconds(stages.sinceTyped())));
    if (options.verbose()) {
      stages.lines().forEach(screen::say);
    }
  }

  private void makeJaeger(Stack running) {
    screen.say(
        "@|bold Jaeger|@ %s, first time only; Ctrl-C keeps what you have"
            .formatted(
                tools.downloads()
                    ? "downloading it, else building it, about 9 min"
                    : "building it, about 9 min"));
    Path program = found(tools.find(Tool.JAEGER, steps));
    running.startJaeger(program);
    stages.ended("jaeger");
  }

  private DemoReport report(
      List<SentRequest> sent,
      JsonNode snapshot,
      Trace trace,
      JaegerState jaeger,
      List<String> problems) {
    return new DemoReport(
        sent.size(), snapshot, trace.traceId().hex(), jaeger.word(), problems, stages.seconds());
  }

  private static void unanswered(List<SentRequest> sent, List<String> problems) {
    sent.stream()
        .filter(request -> !request.isAsExpected())
        .forEach(
            request ->
                problems.add(
                    "request %s (%s) was answered %d"
                        .formatted(request.id(), request.kind().word(), request.status())));
  }

  private Stack running() {
    Stack running = stack;
    if (running == null) {
      throw new IllegalStateException("the stack has not been started");
    }
    return running;
  }
}

package io.spanline.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.captures.TimeRange;
import io.spanline.captures.api.SnapshotAnswer;
import io.spanline.cli.demo.DemoResult.JaegerState;
import io.spanline.cli.view.SnapshotView;
import io.spanline.clients.Jaeger;
import io.spanline.clients.Ledgers;
import io.spanline.clients.Snapshots;
import io.spanline.model.Trace;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.terminal.Line;
import io.spanline.terminal.Screen;
import io.spanline.terminal.Style;
import io.spanline.traffic.Mix;
import io.spanline.traffic.SentRequest;
import io.spanline.traffic.Traffic;
import io.spanline.traffic.TrafficPlan;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * The main job on a running stack, whoever started it: warm-up, measured traffic, drained topics,
 * snapshot, table, and the check that one trace is in Kafka, in the capture and in Jaeger.
 */
public final class MainJob {
  private static final TrafficPlan MEASURED = new TrafficPlan(300, 50, Mix.ALL_KINDS, 1);
  // Enough for the JVMs to compile the code of the requests; left out of the snapshot.
  private static final TrafficPlan WARM_UP = new TrafficPlan(120, 40, Mix.ALL_KINDS, 2);

  private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(40);
  private static final long DRAIN_POLL_MILLIS = 100;

  /** The Collector sends what it queued within its retry interval of a few seconds. */
  static final Duration JAEGER_PATIENCE = Duration.ofSeconds(60);

  private static final long JAEGER_POLL_MILLIS = 250;

  private final Path root;
  private final Settings settings;
  private final Screen screen;
  private final Stages stages;
  private final DemoResult result;

  MainJob(Path root, Settings settings, Screen screen, Stages stages) {
    this.root = root;
    this.settings = settings;
    this.screen = screen;
    this.stages = stages;
    this.result = new DemoResult(screen, settings);
  }

  /** The result of the traffic, except Jaeger's part. */
  record Measured(
      List<SentRequest> sent, SnapshotAnswer snapshot, Trace trace, List<String> problems) {
    Measured {
      sent = List.copyOf(sent);
      problems = List.copyOf(problems);
    }
  }

  /**
   * The result of a demo, for {@code --json}.
   *
   * @param jaeger whether the trace was found there
   * @param traceId of a trace through all three services
   * @param problems what is wrong with the capture, empty if nothing is
   * @param seconds how long each stage took
   */
  private record Report(
      int requests,
      JsonNode snapshot,
      String traceId,
      String jaeger,
      List<String> problems,
      Map<String, Double> seconds) {}

  /** Sends, waits, takes the snapshot, shows it and compares it with what was sent. */
  Measured measure(Demo.Options options) throws InterruptedException {
    List<SentRequest> warmUp = traffic("warm-up", WARM_UP);
    letTheColdEnd(warmUp);
    stages.ended("warm-up");
    Instant from = Instant.now();
    List<SentRequest> sent = traffic("traffic", MEASURED);
    Instant to = Instant.now();
    stages.ended("traffic");
    drain(to);
    SnapshotAnswer snapshot = snapshot(new TimeRange(from, to));
    CaptureCheck check = CaptureCheck.of(root.resolve(snapshot.capture()), sent);
    List<String> problems = new ArrayList<>(check.problems());
    unanswered(sent, problems);
    Trace trace = check.throughAll();
    result.snapshot(snapshot, problems, sent.size());
    screen.say("table after %s".formatted(Screen.seconds(stages.sinceTyped())));
    if (options.verbose()) {
      stages.lines().forEach(screen::say);
    }
    return new Measured(sent, snapshot, trace, problems);
  }

  /** Tells programs that Jaeger's part is still to come. */
  void pending(Measured measured) {
    screen.json(report(measured, JaegerState.PENDING));
  }

  /** Looks for the trace in Jaeger unless told not to; whether the demo has passed. */
  boolean finish(Measured measured, Demo.Options options) throws InterruptedException {
    JaegerState jaeger = options.withJaeger() ? lookFor(measured.trace()) : JaegerState.SKIPPED;
    result.jaeger(measured.trace(), jaeger);
    screen.json(report(measured, jaeger));
    return measured.problems().isEmpty() && jaeger != JaegerState.MISSING;
  }

  /** Checks that Jaeger has exactly the spans of a trace. */
  private JaegerState lookFor(Trace trace) throws InterruptedException {
    Set<String> wanted = new TreeSet<>();
    trace.spans().forEach(span -> wanted.add(span.spanId().hex()));
    Jaeger jaeger = new Jaeger(settings.address(Port.JAEGER));
    long deadline = System.nanoTime() + JAEGER_PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      if (jaeger.spanIds(trace.traceId()).equals(wanted)) {
        return JaegerState.FOUND;
      }
      TimeUnit.MILLISECONDS.sleep(JAEGER_POLL_MILLIS);
    }
    return JaegerState.MISSING;
  }

  private List<SentRequest> traffic(String name, TrafficPlan plan) throws InterruptedException {
    screen.say(
        Line.of(
            Style.BOLD,
            name.equals("warm-up") ? "Warm-up" : "Traffic",
            "%d requests, %.0f a second".formatted(plan.count(), plan.perSecond())));
    URI target = URI.create("http://" + settings.address(Port.SERVICE_A));
    try (Screen.Bar bar = screen.bar(name, plan.count(), "requests")) {
      return new Traffic(target).run(plan, request -> bar.step());
    }
  }

  private void drain(Instant to) throws InterruptedException {
    screen.say(Line.of(Style.BOLD, "Drain", "until every trace is closed"));
    drainUntil(to.plus(settings.value(Catalogue.TRACE_GAP)));
    stages.ended("drain");
  }

  /** Waits until every partition's watermark has reached a time and no trace is open. */
  private void drainUntil(Instant time) throws InterruptedException {
    Ledgers ledgers = new Ledgers(settings);
    long began = System.nanoTime();
    try (Screen.Bar bar = screen.bar("drain", 100, "%")) {
      Ledgers.Account account = ledgers.now();
      long distance = Math.max(1, millisLeft(account, time));
      while (millisLeft(account, time) > 0 || account.open() > 0) {
        bar.stepTo(100 - Math.max(0, Math.min(100, millisLeft(account, time) * 100 / distance)));
        if (System.nanoTime() - began > DRAIN_PATIENCE.toNanos()) {
          screen.warn(
              "spanline: not drained after %s; the snapshot says what is open"
                  .formatted(Screen.seconds(DRAIN_PATIENCE)));
          return;
        }
        TimeUnit.MILLISECONDS.sleep(DRAIN_POLL_MILLIS);
        account = ledgers.now();
      }
    }
  }

  private static long millisLeft(Ledgers.Account account, Instant time) {
    return Duration.between(account.watermark(), time).toMillis();
  }

  private SnapshotAnswer snapshot(TimeRange range) {
    Snapshots snapshots = new Snapshots(settings);
    screen.say(Line.of(Style.BOLD, "Snapshot", "(replaces the baseline 'normal' if there is one)"));
    SnapshotAnswer snapshot = snapshots.of(range, new Snapshots.Order("normal", "demo", true));
    stages.ended("snapshot");
    return snapshot;
  }

  private Report report(Measured measured, JaegerState jaeger) {
    return new Report(
        measured.sent().size(),
        SnapshotView.json(measured.snapshot()),
        measured.trace().traceId().hex(),
        jaeger.word(),
        measured.problems(),
        stages.seconds());
  }

  /**
   * On a busy machine the programs may still be slow at first; that is no fault. What a caller gave
   * up goes on in its callees, and would be of the measured range.
   */
  private void letTheColdEnd(List<SentRequest> warmUp) throws InterruptedException {
    long unanswered = warmUp.stream().filter(request -> !request.isAsExpected()).count();
    if (unanswered > 0) {
      screen.say(
          "  %d of %d not answered as asked yet; they are not measured"
              .formatted(unanswered, warmUp.size()));
      drainUntil(Instant.now().plus(settings.value(Catalogue.TRACE_GAP)));
    }
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
}

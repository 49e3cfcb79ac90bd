package io.spanline.bench.fault;

import io.spanline.bench.examine.Finality;
import io.spanline.bench.examine.OtherTraffic;
import io.spanline.bench.examine.PublishedRows;
import io.spanline.bench.examine.RowFigures;
import io.spanline.bench.examine.RowKey;
import io.spanline.bench.examine.RunExamination;
import io.spanline.bench.examine.RunFinding;
import io.spanline.bench.examine.Undisturbed;
import io.spanline.clients.ClientException;
import io.spanline.harness.process.BrokerProcess;
import io.spanline.harness.process.CollectorProcess;
import io.spanline.harness.process.StreamsProcess;
import io.spanline.harness.process.ToxiproxyProcess;
import io.spanline.harness.process.Waiting;
import io.spanline.harness.traffic.KafkaSink;
import io.spanline.harness.traffic.PlannedTraffic;
import io.spanline.harness.traffic.SpanSink;
import io.spanline.harness.traffic.TracePlan;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.StackListener;
import io.spanline.stack.plan.Ports;
import io.spanline.stack.tool.Tool;
import io.spanline.stack.tool.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * What one row runs in: a broker, instances of streams-baseline, tools and traffic, on free ports,
 * in a folder of its own. Nothing runs until it is started; closing stops it, in whichever thread.
 */
public final class FaultScene implements AutoCloseable {
  private static final Duration CAUGHT_UP = Duration.ofSeconds(90);

  private final RunPlan run;
  private final int row;
  private final Path folder;
  private final Consumer<String> progress;
  private final Settings settings;
  private final BrokerProcess broker;
  private final List<StreamsProcess> instances = new ArrayList<>();
  private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
  private boolean closed;
  private int interruptions;
  private int threadsToDie;
  private Duration slowest = Duration.ZERO;

  FaultScene(RunPlan run, int row, Path folder, Consumer<String> progress) {
    this.run = run;
    this.row = row;
    this.folder = folder;
    this.progress = progress;
    this.settings = Ports.free(Settings.of(Map.of()).with(run.settings()));
    this.broker = closing(new BrokerProcess(settings, folder));
  }

  /** Reports progress to the listener. */
  public void say(String what) {
    progress.accept(what);
  }

  /** A source of chance of this row, from the run's seed; the same each time it is asked for. */
  public Random random() {
    return new Random(run.order().seed() * 1_000_003 + row);
  }

  public RunPlan run() {
    return run;
  }

  public Path folder() {
    return folder;
  }

  /** The settings of all that runs here, less what single instances have of their own. */
  public Settings settings() {
    return settings;
  }

  public BrokerProcess broker() {
    return broker;
  }

  /** The first instance of streams-baseline, straight at the broker. */
  public StreamsProcess streams() {
    return instances.isEmpty() ? streams(Map.of()) : instances.get(0);
  }

  /** A further instance, with settings and a REST port of its own. */
  public StreamsProcess streams(Map<String, String> own) {
    Settings itsPorts = Ports.free(settings);
    Settings its =
        settings
            .with(
                Map.of(
                    Port.STREAMS_BASELINE.setting().name(),
                    itsPorts.text(Port.STREAMS_BASELINE.setting()),
                    Catalogue.INSTANCE.name(),
                    String.valueOf(instances.size() + 1)))
            .with(own);
    StreamsProcess instance = closing(new StreamsProcess(run.checkout(), its, folder));
    instances.add(instance);
    return instance;
  }

  /** Starts broker and first instance; returns once both are ready. */
  public void start() throws IOException {
    say("starting broker and streams-baseline");
    broker.start();
    streams().start();
  }

  /** The seed's traces, from now on, as fast as they happen. */
  public PlannedTraffic traffic() {
    return traffic(new KafkaSink(broker.bootstrap()));
  }

  /** Sends the seed's traces elsewhere, see {@link #traffic()}. */
  public PlannedTraffic traffic(SpanSink sink) {
    TracePlan plan =
        TracePlan.from(run.order().seed(), run.order().tracesPerChapter(), Instant.now());
    return closing(new PlannedTraffic(plan, sink, 1)).start();
  }

  /** To be told of each time that what is sent is torn apart for longer than a trace settles. */
  public void interrupted() {
    interruptions++;
  }

  /** To be told of how many stream threads must die in the row, if any. */
  public void expectDeadThreads(int threads) {
    threadsToDie = threads;
  }

  /** Toxiproxy, which does not run yet. */
  public ToxiproxyProcess toxiproxy() {
    return closing(new ToxiproxyProcess(program(Tool.TOXIPROXY), settings, folder));
  }

  /** The Collector, which does not run yet. */
  public CollectorProcess collector() {
    return closing(new CollectorProcess(program(Tool.COLLECTOR), run.checkout(), settings, folder));
  }

  /** Finds a tool; makes it first if it is missing. */
  private Path program(Tool tool) {
    try (Tools tools = new Tools(run.checkout().root(), Settings.ofThisProcess())) {
      return tools.find(tool, StackListener.SILENT).program();
    }
  }

  /** A port that nobody listens on and that no part here is given. */
  public int freePort() {
    return Ports.free(settings).port(Port.KAFKA);
  }

  /**
   * Waits until an instance is ready and has received all that was acknowledged by now. The longest
   * such time is the row's time of recovery.
   *
   * @param since when the fault ended, of {@link System#nanoTime}
   */
  public void awaitRecovery(StreamsProcess instance, PlannedTraffic traffic, long since) {
    long sent = traffic.acknowledged();
    say("catching up");
    Waiting.until(
        "streams-baseline has not caught up with %d spans".formatted(sent),
        CAUGHT_UP,
        () -> hasReceived(instance, sent));
    Duration took = Waiting.since(since);
    slowest = took.compareTo(slowest) > 0 ? took : slowest;
  }

  /** Ends the traffic and examines what came of it, by an instance that runs. */
  public RunFinding examine(PlannedTraffic traffic, StreamsProcess instance, OtherTraffic others)
      throws Exception {
    return examine(traffic, instance, others, run.undisturbed());
  }

  /** Examines traffic that was alone, by the first instance. */
  public RunFinding examine(PlannedTraffic traffic) throws Exception {
    return examine(traffic, streams(), OtherTraffic.NONE);
  }

  RunFinding examine(PlannedTraffic traffic, Undisturbed other) throws Exception {
    return examine(traffic, streams(), OtherTraffic.NONE, other);
  }

  /** The rows of the statistics as they stand. */
  SortedMap<RowKey, RowFigures> published(PlannedTraffic traffic) {
    return PublishedRows.rows(broker.bootstrap(), traffic.plan().base());
  }

  private RunFinding examine(
      PlannedTraffic traffic, StreamsProcess instance, OtherTraffic others, Undisturbed other)
      throws Exception {
    RunFinding found =
        new RunExamination(broker.bootstrap(), instance::ledgers, other, interruptions, progress)
            .of(traffic, others);
    return withProcesses(found.withRecovery(slowest), instance);
  }

  /** The finding with what is wrong with the processes; the last one must be ready. */
  private RunFinding withProcesses(RunFinding finding, StreamsProcess last) throws IOException {
    if (!last.isReady()) {
      return finding.withProblem("streams-baseline is not ready in the end");
    }
    long died = 0;
    for (StreamsProcess each : instances) {
      died += each.threadsDied();
    }
    long lately = last.threadsReplaced();
    return died == threadsToDie && lately == 0
        ? finding
        : finding.withProblem(
            "%d stream threads died, %d of them since the last start; %d expected"
                .formatted(died, lately, threadsToDie));
  }

  /** The finding with what is wrong with the rows of the statistics once all must be final. */
  RunFinding withFinalRows(RunFinding finding, PlannedTraffic traffic) {
    say("waiting until every row of the statistics is final");
    return finding.withProblems(
        Finality.problems(broker.bootstrap(), traffic, settings.value(Catalogue.TRACE_LIFETIME)));
  }

  @Override
  public void close() {
    Deque<AutoCloseable> all;
    synchronized (toClose) {
      closed = true;
      all = new ArrayDeque<>(toClose);
    }
    for (AutoCloseable each : all) {
      try {
        each.close();
      } catch (Exception e) {
        say("could not be stopped: " + e);
      }
    }
  }

  private <C extends AutoCloseable> C closing(C part) {
    synchronized (toClose) {
      if (closed) {
        throw new IllegalStateException("the run was stopped");
      }
      toClose.push(part);
    }
    return part;
  }

  private static boolean hasReceived(StreamsProcess instance, long spans) {
    try {
      return instance.isReady() && instance.ledgers().now().received() >= spans;
    } catch (ClientException e) {
      return false;
    }
  }
}

package io.spanline.bench.fault;

import io.spanline.bench.examine.PublishedRows;
import io.spanline.bench.examine.RunExamination;
import io.spanline.bench.examine.RunExamination.OtherTraffic;
import io.spanline.bench.examine.RunExamination.Undisturbed;
import io.spanline.bench.examine.RunFinding;
import io.spanline.bench.examine.RunFinding.SpanCount;
import io.spanline.bench.examine.StatisticsRows;
import io.spanline.clients.ClientException;
import io.spanline.harness.process.BrokerProcess;
import io.spanline.harness.process.CollectorProcess;
import io.spanline.harness.process.StreamsProcess;
import io.spanline.harness.process.ToxiproxyProcess;
import io.spanline.harness.process.Waiting;
import io.spanline.harness.traffic.KafkaSink;
import io.spanline.harness.traffic.PlannedTraffic;
import io.spanline.harness.traffic.SpanSink;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
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

/**
 * What one row runs in: a broker, instances of streams-baseline, tools and traffic, on free ports,
 * in a folder of its own. Nothing runs until it is started; closing stops it, in whichever thread.
 */
public final class FaultScene implements AutoCloseable {
  private static final Duration CAUGHT_UP = Duration.ofSeconds(90);

  private final Plan plan;
  private final int row;
  private final Path folder;
  private final RunFinding finding;
  private final Settings settings;
  private final BrokerProcess broker;
  private final List<StreamsProcess> instances = new ArrayList<>();
  private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
  private boolean closed;
  private int interruptions;
  private int threadsToDie;
  private int moreThreadsToDie;

  /**
   * What all rows of one run have in common.
   *
   * @param checkout where the programs were built
   * @param undisturbed the rows of a run without a fault
   */
  record Plan(Checkout checkout, FaultOrder order, Undisturbed undisturbed) {}

  FaultScene(Plan plan, int row, Path folder, RunFinding finding) {
    this.plan = plan;
    this.row = row;
    this.folder = folder;
    this.finding = finding;
    this.settings = Ports.free(plan.order().settings());
    this.broker = closing(new BrokerProcess(settings, folder));
  }

  /** Reports progress to the listener. */
  void say(String what) {
    finding.say(what);
  }

  /** What is found here so far. */
  RunFinding finding() {
    return finding;
  }

  /** A source of chance of this row, from the run's seed; the same each time it is asked for. */
  Random random() {
    return new Random(plan.order().seed() * 1_000_003 + row);
  }

  FaultOrder order() {
    return plan.order();
  }

  /** The settings of all that runs here, less what single instances have of their own. */
  Settings settings() {
    return settings;
  }

  BrokerProcess broker() {
    return broker;
  }

  /** The first instance of streams-baseline, straight at the broker. */
  StreamsProcess streams() {
    return instances.isEmpty() ? streams(Map.of()) : instances.get(0);
  }

  /** A further instance, with settings and a REST port of its own. */
  StreamsProcess streams(Map<String, String> own) {
    Map<String, String> its =
        Map.of(
            Port.STREAMS_BASELINE.setting().name(),
            String.valueOf(freePort()),
            Catalogue.INSTANCE.name(),
            String.valueOf(instances.size() + 1));
    StreamsProcess instance =
        closing(new StreamsProcess(plan.checkout(), settings.with(its).with(own), folder));
    instances.add(instance);
    return instance;
  }

  /** Starts broker and first instance; returns once both are ready. */
  void start() throws IOException {
    say("starting broker and streams-baseline");
    broker.start();
    streams().start();
  }

  /** The seed's traces, from now on, as fast as they happen. */
  PlannedTraffic traffic() {
    return traffic(new KafkaSink(broker.bootstrap()));
  }

  /** Sends the seed's traces elsewhere, see {@link #traffic()}. */
  PlannedTraffic traffic(SpanSink sink) {
    return closing(new PlannedTraffic(plan.order().planFrom(Instant.now()), sink, 1)).start();
  }

  /** To be told of each time that what is sent is torn apart for longer than a trace settles. */
  void interrupted() {
    interruptions++;
  }

  /** To be told of how many stream threads must die in the row, if any; each of some more may. */
  void expectDeadThreads(int threads, int more) {
    threadsToDie = threads;
    moreThreadsToDie = more;
  }

  /** Toxiproxy, which does not run yet. */
  ToxiproxyProcess toxiproxy() {
    return closing(new ToxiproxyProcess(program(Tool.TOXIPROXY), settings, folder));
  }

  /** The Collector, which does not run yet. */
  CollectorProcess collector() {
    return closing(
        new CollectorProcess(program(Tool.COLLECTOR), plan.checkout(), settings, folder));
  }

  /** Finds a tool; makes it first if it is missing. */
  private Path program(Tool tool) {
    try (Tools tools = new Tools(plan.checkout().root(), Settings.ofThisProcess())) {
      return tools.find(tool, StackListener.SILENT).program();
    }
  }

  /** A port that nobody listens on and that no part here is given. */
  int freePort() {
    return Ports.free(settings).port(Port.KAFKA);
  }

  /**
   * Waits until an instance is ready and has received all that was acknowledged by now. The longest
   * such time is the row's time of recovery.
   *
   * @param since when the fault ended, of {@link System#nanoTime}
   */
  void awaitRecovery(StreamsProcess instance, PlannedTraffic traffic, long since) {
    long sent = traffic.acknowledged();
    say("catching up");
    awaitReceived(instance, sent, CAUGHT_UP);
    finding.recovered(Waiting.since(since));
  }

  /** Waits until an instance is ready and has received n spans. */
  void awaitReceived(StreamsProcess instance, long spans, Duration most) {
    Waiting.until(
        "streams-baseline has not received %d spans".formatted(spans),
        most,
        () -> {
          try {
            return instance.isReady() && instance.ledgers().now().received() >= spans;
          } catch (ClientException e) {
            return false; // busy; it is asked again
          }
        });
  }

  /** Examines traffic that was alone, by the first instance. */
  SpanCount examine(PlannedTraffic traffic) throws Exception {
    return examine(traffic, streams(), OtherTraffic.NONE);
  }

  /** Ends the traffic and examines what came of it, by an instance that runs. */
  SpanCount examine(PlannedTraffic traffic, StreamsProcess instance, OtherTraffic others)
      throws Exception {
    return examine(traffic, instance, others, plan.undisturbed());
  }

  /** Holds it against another undisturbed run than this run's. */
  SpanCount examine(
      PlannedTraffic traffic, StreamsProcess instance, OtherTraffic others, Undisturbed other)
      throws Exception {
    SpanCount spans = examination(instance, other).of(traffic, others);
    examineProcesses(instance);
    return spans;
  }

  /** The last instance must be ready, and no thread may have died unexpectedly. */
  private void examineProcesses(StreamsProcess last) throws IOException {
    if (!last.isReady()) {
      finding.problem("streams-baseline is not ready in the end");
      return;
    }
    long died = 0;
    for (StreamsProcess each : instances) {
      died += each.threadsDied();
    }
    long lately = last.threadsReplaced();
    finding.require(
        died >= threadsToDie && died <= threadsToDie + moreThreadsToDie && lately == 0,
        "%d stream threads died, %d of them since the last start; %d to %d expected"
            .formatted(died, lately, threadsToDie, threadsToDie + moreThreadsToDie));
  }

  /** The rows of the statistics as they stand. */
  StatisticsRows published(PlannedTraffic traffic) {
    return PublishedRows.rows(broker.bootstrap(), traffic.plan().base());
  }

  /** Waits until every row of the statistics must be final, and looks at them again. */
  void examineFinalRows(PlannedTraffic traffic) {
    say("waiting until every row of the statistics is final");
    examination(streams(), plan.undisturbed())
        .finalRows(traffic, settings.value(Catalogue.TRACE_LIFETIME));
  }

  private RunExamination examination(StreamsProcess instance, Undisturbed other) {
    return new RunExamination(broker.bootstrap(), instance::ledgers, other, interruptions, finding);
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

  /** Has a part closed with this. */
  <C extends AutoCloseable> C closing(C part) {
    synchronized (toClose) {
      if (closed) {
        throw new IllegalStateException("the run was stopped");
      }
      toClose.push(part);
    }
    return part;
  }
}

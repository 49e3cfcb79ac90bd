package io.spanline.bench.fault;

import io.spanline.bench.examine.RunExamination.OtherTraffic;
import io.spanline.bench.examine.RunFinding;
import io.spanline.bench.examine.RunFinding.SpanCount;
import io.spanline.harness.process.OwnProcess;
import io.spanline.harness.process.Waiting;
import io.spanline.harness.traffic.PlannedTraffic;
import io.spanline.stack.plan.JavaProgram;
import java.time.Duration;

/**
 * Ordinary traffic, beside which a row sends what nobody should; the traffic must not notice. The
 * process has the heap that it has in the stack, must live through it and must never hold more than
 * that heap and what a JVM has beside it.
 */
final class HostileRun {
  private static final Duration BEFORE = Duration.ofSeconds(3);
  private static final Duration LONGEST_FLOOD = Duration.ofMinutes(5);
  // The heap, and 256 MiB for classes, code, threads, RocksDB, and the network's buffers.
  private static final long MOST_RESIDENT = (JavaProgram.STREAMS_BASELINE_HEAP + 256L) << 20;

  private final FaultScene scene;
  private final OwnProcess process;
  private final long pid;
  private final long residentBefore;
  private final PlannedTraffic traffic;
  private final HostileSink sink;

  /** Starts all; the row sends then. */
  HostileRun(FaultScene scene) throws Exception {
    this.scene = scene;
    scene.start();
    this.process = scene.streams();
    this.pid = process.pid();
    this.traffic = scene.traffic();
    Waiting.pause(BEFORE);
    this.residentBefore = process.mostResidentBytes();
    this.sink = scene.closing(new HostileSink(scene.broker().bootstrap()));
    scene.say("sending what nobody should");
  }

  HostileSink sink() {
    return sink;
  }

  /** Examines the traffic and the process once all is through; the row looks at the rest. */
  Aftermath examine() throws Exception {
    sink.flush();
    traffic.end();
    scene.say("waiting until all of it is through");
    // A flood takes its time; what becomes of it is looked at after it.
    scene.awaitReceived(scene.streams(), traffic.acknowledged() + sink.sent(), LONGEST_FLOOD);
    SpanCount spans = scene.examine(traffic, scene.streams(), OtherTraffic.PRESENT);
    scene.say("reading what became of it");
    Aftermath aftermath = new Aftermath(scene, sink, traffic.acknowledged() - spans.sent());
    RunFinding finding = scene.finding();
    finding.require(
        process.isAlive() && process.pid() == pid, "streams-baseline did not live through it");
    long resident = process.mostResidentBytes();
    finding.remark(
        "at most %d MiB resident before, %d MiB in the end"
            .formatted(residentBefore >> 20, resident >> 20));
    finding.require(
        resident <= MOST_RESIDENT,
        "held %d MiB, more than %d".formatted(resident >> 20, MOST_RESIDENT >> 20));
    return aftermath;
  }
}

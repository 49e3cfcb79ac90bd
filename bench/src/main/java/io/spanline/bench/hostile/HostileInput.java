package io.spanline.bench.hostile;

import io.spanline.bench.examine.RunExamination.OtherTraffic;
import io.spanline.bench.examine.RunFinding;
import io.spanline.bench.examine.RunFinding.SpanCount;
import io.spanline.bench.fault.Fault;
import io.spanline.bench.fault.FaultScene;
import io.spanline.clients.ClientException;
import io.spanline.harness.process.OwnProcess;
import io.spanline.harness.process.Waiting;
import io.spanline.harness.traffic.PlannedTraffic;
import io.spanline.stack.plan.JavaProgram;
import java.time.Duration;

/**
 * A row that sends what nobody should, next to ordinary traffic, which must not notice. The process
 * has the heap that it has in the stack, must live through it and must never hold more than that
 * heap and what a JVM has beside it.
 */
abstract class HostileInput implements Fault.Action {
  private static final Duration BEFORE = Duration.ofSeconds(3);
  private static final Duration LONGEST_FLOOD = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMillis(500);
  // The heap, and 256 MiB for classes, code, threads, RocksDB, and the network's buffers.
  private static final long MOST_RESIDENT =
      (Long.parseLong(JavaProgram.STREAMS_BASELINE_HEAP.replaceAll("\\D", "")) + 256) << 20;

  /** Sends it all. */
  abstract void send(HostileSink sink) throws Exception;

  /** Looks at what became of it. */
  abstract void judge(HostileSink sent, Aftermath aftermath, RunFinding finding);

  @Override
  public final void run(FaultScene scene) throws Exception {
    scene.start();
    final RunFinding finding = scene.finding();
    final OwnProcess process = scene.streams();
    final long pid = process.pid();
    PlannedTraffic traffic = scene.traffic();
    Waiting.pause(BEFORE);
    final long before = process.mostResidentBytes();
    try (HostileSink sink = new HostileSink(scene.broker().bootstrap(), scene.random())) {
      scene.say("sending what nobody should");
      send(sink);
      sink.flush();
      traffic.end();
      awaitAll(scene, traffic.acknowledged() + sink.sent());
      SpanCount spans = scene.examine(traffic, scene.streams(), OtherTraffic.PRESENT);
      scene.say("reading what became of it");
      Aftermath aftermath = Aftermath.of(scene, sink, traffic.acknowledged() - spans.sent());
      judge(sink, aftermath, finding);
      aftermath.tell(finding);
    }
    finding.require(
        process.isAlive() && process.pid() == pid, "streams-baseline did not live through it");
    long after = process.mostResidentBytes();
    finding.remark(
        "at most %d MiB resident before, %d MiB in the end".formatted(before >> 20, after >> 20));
    finding.require(
        after <= MOST_RESIDENT,
        "held %d MiB, more than %d".formatted(after >> 20, MOST_RESIDENT >> 20));
  }

  /** A flood takes its time; what becomes of it is looked at after it. */
  private static void awaitAll(FaultScene scene, long spans) {
    scene.say("waiting until all of it is through");
    Waiting.until(
        "streams-baseline has not received %d spans".formatted(spans),
        LONGEST_FLOOD,
        () -> {
          Waiting.pause(LOOK);
          return received(scene) >= spans;
        });
  }

  private static long received(FaultScene scene) {
    try {
      return scene.streams().ledgers().now().received();
    } catch (ClientException e) {
      // Busy; it is asked again.
      return 0;
    }
  }
}

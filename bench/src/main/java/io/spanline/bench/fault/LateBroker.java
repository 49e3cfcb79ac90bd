package io.spanline.bench.fault;

import io.spanline.bench.examine.RunFinding;
import io.spanline.harness.process.StreamsProcess;
import io.spanline.harness.process.Waiting;
import io.spanline.harness.traffic.PlannedTraffic;
import java.time.Duration;

/** Row 6: streams-baseline starts while there is no broker. */
final class LateBroker implements Fault {
  private static final Duration ALONE = Duration.ofSeconds(10);

  @Override
  public Title title() {
    return new Title(6, "started before the broker", "waits, not ready, then runs");
  }

  @Override
  public RunFinding run(FaultScene scene) throws Exception {
    StreamsProcess streams = scene.streams();
    streams.launch();
    scene.say("no broker is there");
    boolean wasReady = false;
    long launched = System.nanoTime();
    while (Waiting.since(launched).compareTo(ALONE) < 0) {
      wasReady |= streams.isReady();
      Waiting.pause(Duration.ofMillis(200));
    }
    boolean waited = streams.process().isAlive() && streams.rest().answers("/health/live");
    scene.broker().start();
    long there = System.nanoTime();
    streams.awaitReady();
    PlannedTraffic traffic = scene.traffic();
    scene.awaitRecovery(streams, traffic, there);
    RunFinding finding = scene.examine(traffic);
    if (wasReady) {
      finding = finding.withProblem("it was ready without a broker");
    }
    return waited ? finding : finding.withProblem("it was not live without a broker");
  }
}

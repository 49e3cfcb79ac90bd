package io.spanline.bench.fault;

import io.spanline.harness.process.StreamsProcess;
import io.spanline.harness.process.Waiting;
import io.spanline.harness.traffic.PlannedTraffic;
import java.time.Duration;

/** Row 6: streams-baseline starts while there is no broker. */
final class LateBroker implements Fault {
  private static final Duration ALONE = Duration.ofSeconds(10);

  @Override
  public int number() {
    return 6;
  }

  @Override
  public String injected() {
    return "started before the broker";
  }

  @Override
  public String expected() {
    return "waits, not ready, then runs";
  }

  @Override
  public Finding run(World world) throws Exception {
    StreamsProcess streams = world.streams();
    streams.launch();
    world.say("no broker is there");
    boolean wasReady = false;
    long launched = System.nanoTime();
    while (Waiting.since(launched).compareTo(ALONE) < 0) {
      wasReady |= streams.isReady();
      Waiting.pause(Duration.ofMillis(200));
    }
    boolean waited = streams.process().isAlive() && streams.rest().answers("/health/live");
    world.broker().start();
    long there = System.nanoTime();
    streams.awaitReady();
    PlannedTraffic traffic = world.traffic();
    world.awaitRecovery(streams, traffic, there);
    Finding finding = world.examine(traffic);
    if (wasReady) {
      finding = finding.withProblem("it was ready without a broker");
    }
    return waited ? finding : finding.withProblem("it was not live without a broker");
  }
}

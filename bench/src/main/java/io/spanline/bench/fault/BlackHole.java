package io.spanline.bench.fault;

import io.spanline.bench.examine.OtherTraffic;
import io.spanline.bench.examine.RunFinding;
import io.spanline.harness.process.StreamsProcess;
import io.spanline.harness.process.Waiting;
import io.spanline.harness.traffic.PlannedTraffic;
import java.time.Duration;
import java.util.Map;

/** Row 7: what streams-baseline and the broker send each other gets nowhere, and no one is told. */
final class BlackHole implements Fault {
  private static final Duration BEFORE = Duration.ofSeconds(3);
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(5);
  private static final Duration DARK = Duration.ofSeconds(45);

  @Override
  public Title title() {
    return new Title(7, "black hole before the broker, 45 s", "times out and goes on");
  }

  @Override
  public RunFinding run(FaultScene scene) throws Exception {
    ProxiedBroker proxied = ProxiedBroker.start(scene);
    StreamsProcess streams = proxied.streams();
    streams.start();
    PlannedTraffic traffic = scene.traffic();
    Waiting.pause(BEFORE);
    proxied.poison("timeout", Map.of("timeout", 0L));
    scene.interrupted();
    scene.say("nothing gets through");
    Waiting.pause(ON_ITS_WAY);
    long before = streams.ledgers().now().received();
    Waiting.pause(DARK.minus(ON_ITS_WAY));
    long after = streams.ledgers().now().received();
    proxied.heal("timeout");
    scene.awaitRecovery(streams, traffic, System.nanoTime());
    RunFinding finding = scene.examine(traffic, streams, OtherTraffic.NONE);
    return before == after
        ? finding
        : finding.withProblem("%d spans got through the black hole".formatted(after - before));
  }
}

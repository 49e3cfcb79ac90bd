package io.spanline.bench.fault;

import io.spanline.bench.examine.RunFinding;
import io.spanline.harness.process.StreamsProcess;
import io.spanline.harness.process.Waiting;
import io.spanline.harness.traffic.PlannedTraffic;
import java.time.Duration;

/** Row 4: SIGTERM, as an operator stops it. */
final class Termination implements Fault {
  private static final Duration LONGEST_END = Duration.ofSeconds(10);
  private static final Duration BEFORE = Duration.ofSeconds(3);
  private static final int BY_SIGTERM = 143;

  @Override
  public Title title() {
    return new Title(4, "SIGTERM", "ends within 10 s, starts again");
  }

  @Override
  public RunFinding run(FaultScene scene) throws Exception {
    scene.start();
    PlannedTraffic traffic = scene.traffic();
    Waiting.pause(BEFORE);
    StreamsProcess streams = scene.streams();
    long told = System.nanoTime();
    int exit = streams.process().terminate(LONGEST_END);
    Duration took = Waiting.since(told);
    long ended = System.nanoTime();
    streams.start();
    scene.awaitRecovery(streams, traffic, ended);
    RunFinding finding =
        scene.examine(traffic).withRemark("ended %d ms after SIGTERM".formatted(took.toMillis()));
    return exit == BY_SIGTERM
        ? finding
        : finding.withProblem("exit code %d after SIGTERM".formatted(exit));
  }
}

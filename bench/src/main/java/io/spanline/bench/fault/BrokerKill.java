package io.spanline.bench.fault;

import io.spanline.bench.examine.RunFinding;
import io.spanline.harness.process.Waiting;
import io.spanline.harness.traffic.PlannedTraffic;
import java.time.Duration;
import java.util.Random;

/** Row 5: the broker is killed and started again with its data and on its port. */
final class BrokerKill implements Fault {
  private static final Duration BEFORE = Duration.ofSeconds(3);
  private static final Duration AWAY = Duration.ofSeconds(2);

  private final int kills;

  BrokerKill(int kills) {
    this.kills = kills;
  }

  @Override
  public Title title() {
    return new Title(
        5,
        "kill -9 of the broker" + (kills == 1 ? "" : ", %d times".formatted(kills)),
        "streams-baseline waits and goes on");
  }

  @Override
  public RunFinding run(FaultScene scene) throws Exception {
    scene.start();
    long pid = scene.streams().process().pid();
    PlannedTraffic traffic = scene.traffic();
    Random moments = scene.random();
    for (int kill = 1; kill <= kills; kill++) {
      scene.say("kill %d of %d".formatted(kill, kills));
      Waiting.pause(BEFORE.plusMillis(moments.nextInt(1000)));
      scene.broker().process().kill();
      scene.interrupted();
      Waiting.pause(AWAY);
      scene.broker().start();
      scene.awaitRecovery(scene.streams(), traffic, System.nanoTime());
    }
    RunFinding finding = scene.examine(traffic);
    return scene.streams().process().pid() == pid && scene.streams().process().isAlive()
        ? finding
        : finding.withProblem("streams-baseline did not live through it");
  }
}

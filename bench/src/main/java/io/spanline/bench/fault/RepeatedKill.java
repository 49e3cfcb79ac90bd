package io.spanline.bench.fault;

import io.spanline.bench.examine.RunFinding;
import io.spanline.harness.process.StreamsProcess;
import io.spanline.harness.process.Waiting;
import io.spanline.harness.traffic.PlannedTraffic;
import java.time.Duration;
import java.util.Random;

/**
 * Rows 1 and 2: kill -9 of streams-baseline at moments of chance, every fourth one while it still
 * starts after the last.
 */
final class RepeatedKill implements Fault {
  private static final int AT_THE_START_EVERY = 4;
  private static final int LONGEST_LIFE_MILLIS = 4000;

  private final StateFolder state;
  private final int kills;

  /** What becomes of the state folder before the next start. */
  enum StateFolder {
    KEPT,
    WIPED
  }

  RepeatedKill(StateFolder state, int kills) {
    this.state = state;
    this.kills = kills;
  }

  @Override
  public Title title() {
    boolean kept = state == StateFolder.KEPT;
    String injected =
        "kill -9, %d times, %s".formatted(kills, kept ? "same state folder" : "state folder wiped");
    return new Title(kept ? 1 : 2, injected, "goes on where it committed");
  }

  @Override
  public RunFinding run(FaultScene scene) throws Exception {
    scene.start();
    PlannedTraffic traffic = scene.traffic();
    Random moments = scene.random();
    StreamsProcess streams = scene.streams();
    for (int kill = 1; kill <= kills; kill++) {
      scene.say("kill %d of %d".formatted(kill, kills));
      Waiting.pause(Duration.ofMillis(500L + moments.nextInt(LONGEST_LIFE_MILLIS)));
      streams.process().kill();
      long killed = System.nanoTime();
      if (state == StateFolder.WIPED) {
        streams.wipeState();
      }
      streams.launch();
      if (kill == kills || kill % AT_THE_START_EVERY != 0) {
        streams.awaitReady();
        scene.awaitRecovery(streams, traffic, killed);
      }
    }
    RunFinding finding = scene.examine(traffic);
    return state == StateFolder.KEPT && !scene.run().order().isShort()
        ? scene.withFinalRows(finding, traffic)
        : finding;
  }
}

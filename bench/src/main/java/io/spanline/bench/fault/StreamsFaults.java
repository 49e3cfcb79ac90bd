package io.spanline.bench.fault;

import io.spanline.bench.examine.RunExamination.OtherTraffic;
import io.spanline.bench.examine.RunFinding;
import io.spanline.clients.ClientException;
import io.spanline.harness.process.StreamsProcess;
import io.spanline.harness.process.Waiting;
import io.spanline.harness.traffic.PlannedTraffic;
import io.spanline.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows 1 to 4: what is done to the process streams-baseline. */
final class StreamsFaults {
  private static final Duration BEFORE = Duration.ofSeconds(3);
  private static final int KILLED_AT_THE_START_EVERY = 4;
  private static final int LONGEST_LIFE_MILLIS = 4000;
  private static final Duration STILL = Duration.ofSeconds(60);
  private static final Duration LONGEST_END = Duration.ofSeconds(10);
  private static final int BY_SIGTERM = 143;

  private static final Set<Integer> ALL_PARTITIONS =
      IntStream.range(0, Topics.OTLP_SPANS.partitions())
          .boxed()
          .collect(Collectors.toUnmodifiableSet());

  private StreamsFaults() {}

  /** What becomes of the state folder before the next start. */
  enum StateFolder {
    KEPT,
    WIPED
  }

  /** Who else is there. */
  enum Others {
    NOBODY,
    A_SECOND_INSTANCE
  }

  /** Kills at moments of chance, every fourth time while it still starts after the last. */
  static void kill(FaultScene scene, StateFolder state, int kills) throws Exception {
    scene.start();
    PlannedTraffic traffic = scene.traffic();
    Random moments = scene.random();
    StreamsProcess streams = scene.streams();
    for (int kill = 1; kill <= kills; kill++) {
      scene.say("kill %d of %d".formatted(kill, kills));
      Waiting.pause(Duration.ofMillis(500L + moments.nextInt(LONGEST_LIFE_MILLIS)));
      streams.kill();
      long killed = System.nanoTime();
      if (state == StateFolder.WIPED) {
        streams.wipeState();
      }
      streams.launch();
      if (kill == kills || kill % KILLED_AT_THE_START_EVERY != 0) {
        streams.awaitReady();
        scene.awaitRecovery(streams, traffic, killed);
      }
    }
    scene.examine(traffic);
    if (state == StateFolder.KEPT && !scene.order().isShort()) {
      scene.examineFinalRows(traffic);
    }
  }

  /**
   * An instance stands still for longer than its group waits for it, and goes on as if nothing had
   * been, with or without another that has taken its work over.
   */
  static void suspend(FaultScene scene, Others others) throws Exception {
    scene.start();
    StreamsProcess first = scene.streams();
    StreamsProcess awake = first;
    if (others == Others.A_SECOND_INSTANCE) {
      scene.say("starting the second instance");
      awake = scene.streams(Map.of());
      awake.start();
    }
    PlannedTraffic traffic = scene.traffic();
    Waiting.pause(BEFORE);
    first.suspend();
    scene.interrupted();
    long stopped = System.nanoTime();
    if (others == Others.A_SECOND_INSTANCE) {
      awaitTakeover(awake);
      scene.awaitRecovery(awake, traffic, stopped);
    }
    scene.say("it stands still");
    Waiting.pause(STILL.minus(Waiting.since(stopped)));
    first.resume();
    scene.awaitRecovery(first, traffic, System.nanoTime());
    scene.examine(traffic, awake, OtherTraffic.NONE);
    Set<Integer> both = new TreeSet<>(first.partitions());
    both.addAll(awake.partitions());
    RunFinding finding = scene.finding();
    finding.require(
        both.equals(ALL_PARTITIONS) && first.isAlive(),
        "the first did not join again, there are %s".formatted(both));
    if (others == Others.A_SECOND_INSTANCE) {
      finding.remark("in the end the first has %s".formatted(first.partitions()));
    }
  }

  /** The group gives the first one's partitions away once its session is over, 20 s. */
  private static void awaitTakeover(StreamsProcess second) {
    Waiting.until(
        "the second instance has not taken every partition over",
        STILL.minus(BEFORE),
        () -> {
          try {
            return second.partitions().equals(ALL_PARTITIONS);
          } catch (ClientException e) {
            return false;
          }
        });
  }

  /** SIGTERM, as an operator stops it. */
  static void terminate(FaultScene scene) throws Exception {
    scene.start();
    PlannedTraffic traffic = scene.traffic();
    Waiting.pause(BEFORE);
    StreamsProcess streams = scene.streams();
    long told = System.nanoTime();
    int exit = streams.terminate(LONGEST_END);
    Duration took = Waiting.since(told);
    long ended = System.nanoTime();
    streams.start();
    scene.awaitRecovery(streams, traffic, ended);
    scene.examine(traffic);
    scene.finding().remark("ended %d ms after SIGTERM".formatted(took.toMillis()));
    scene.finding().require(exit == BY_SIGTERM, "exit code %d after SIGTERM".formatted(exit));
  }
}

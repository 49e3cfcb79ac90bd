package io.spanline.bench.fault;

import io.spanline.bench.examine.OtherTraffic;
import io.spanline.bench.examine.RunFinding;
import io.spanline.clients.ClientException;
import io.spanline.harness.process.StreamsProcess;
import io.spanline.harness.process.Waiting;
import io.spanline.harness.traffic.PlannedTraffic;
import io.spanline.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Row 3: an instance stands still for longer than its group waits for it, and goes on as if nothing
 * had been, with or without another that has taken its work over.
 */
final class Suspension implements Fault {
  private static final Duration STILL = Duration.ofSeconds(60);
  private static final Duration BEFORE = Duration.ofSeconds(3);

  private static final Set<Integer> ALL_PARTITIONS =
      IntStream.range(0, Topics.OTLP_SPANS.partitions())
          .boxed()
          .collect(Collectors.toUnmodifiableSet());

  private final Others others;

  /** Who else is there. */
  enum Others {
    NOBODY,
    A_SECOND_INSTANCE
  }

  Suspension(Others others) {
    this.others = others;
  }

  @Override
  public Title title() {
    return new Title(
        3,
        others == Others.NOBODY ? "SIGSTOP 60 s, alone" : "SIGSTOP 60 s, a second instance there",
        others == Others.NOBODY ? "joins again" : "the second takes over, the first joins again");
  }

  @Override
  public RunFinding run(FaultScene scene) throws Exception {
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
    first.process().suspend();
    scene.interrupted();
    long stopped = System.nanoTime();
    if (others == Others.A_SECOND_INSTANCE) {
      awaitTakeover(awake);
      scene.awaitRecovery(awake, traffic, stopped);
    }
    scene.say("it stands still");
    Waiting.pause(STILL.minus(Waiting.since(stopped)));
    first.process().resume();
    scene.awaitRecovery(first, traffic, System.nanoTime());
    RunFinding finding = scene.examine(traffic, awake, OtherTraffic.NONE);
    Set<Integer> both = new TreeSet<>(first.partitions());
    both.addAll(awake.partitions());
    if (!both.equals(ALL_PARTITIONS) || !first.process().isAlive()) {
      finding = finding.withProblem("the first did not join again, there are %s".formatted(both));
    }
    return others == Others.NOBODY
        ? finding
        : finding.withRemark("in the end the first has %s".formatted(first.partitions()));
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
}

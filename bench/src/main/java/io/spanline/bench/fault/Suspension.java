package io.spanline.bench.fault;

import io.spanline.bench.examine.Company;
import io.spanline.bench.part.StreamsProcess;
import io.spanline.bench.part.Waiting;
import io.spanline.bench.traffic.Traffic;
import java.time.Duration;
import java.util.Map;

/**
 * Row 3: an instance stands still for longer than its group waits for it, and goes on as if nothing
 * had been, with or without another that has taken its work over.
 */
final class Suspension implements Fault {
  private static final Duration STILL = Duration.ofSeconds(60);
  private static final Duration BEFORE = Duration.ofSeconds(3);

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
  public int number() {
    return 3;
  }

  @Override
  public String injected() {
    return others == Others.NOBODY
        ? "SIGSTOP 60 s, alone"
        : "SIGSTOP 60 s, a second instance there";
  }

  @Override
  public String expected() {
    return others == Others.NOBODY ? "joins again" : "the second takes over, the first is fenced";
  }

  @Override
  public Finding run(World world) throws Exception {
    world.start();
    StreamsProcess first = world.streams();
    StreamsProcess awake = first;
    if (others == Others.A_SECOND_INSTANCE) {
      world.say("starting the second instance");
      awake = world.streams(Map.of());
      awake.start();
    }
    Traffic traffic = world.traffic();
    Waiting.pause(BEFORE);
    first.process().suspend();
    long stopped = System.nanoTime();
    if (awake != first) {
      world.awaitRecovery(awake, traffic, stopped);
    }
    world.say("it stands still");
    Waiting.pause(STILL.minus(Waiting.since(stopped)));
    first.process().resume();
    world.awaitRecovery(first, traffic, System.nanoTime());
    return world.examine(traffic, awake, Company.ALONE);
  }
}

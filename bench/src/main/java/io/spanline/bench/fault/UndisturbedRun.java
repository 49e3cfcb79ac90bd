package io.spanline.bench.fault;

import io.spanline.bench.examine.RunExamination.OtherTraffic;
import io.spanline.bench.examine.StatisticsRows;
import io.spanline.harness.traffic.KafkaSink;
import io.spanline.harness.traffic.PlannedTraffic;
import io.spanline.harness.traffic.TracePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * Row 0: the traces that the other rows send, but half an hour earlier by their own clocks, twenty
 * times as fast, and with nothing in their way. What it publishes is what the others' statistics
 * are held against.
 */
final class UndisturbedRun {
  private static final Duration EARLIER = Duration.ofMinutes(30);
  private static final int SPEED = 20;

  private final Callable<FaultScene> scenes;
  private StatisticsRows rows = new StatisticsRows(new TreeMap<>());
  private int known;
  private int wanted;

  /**
   * Makes a run that has no rows yet.
   *
   * @param chapters that the others are expected to send
   * @param scenes for further runs, if another row sends more
   */
  UndisturbedRun(int chapters, Callable<FaultScene> scenes) {
    this.wanted = chapters;
    this.scenes = scenes;
  }

  void run(FaultScene scene) throws Exception {
    scene.start();
    TracePlan plan = scene.order().planFrom(Instant.now().minus(EARLIER));
    scene.say("sending %d chapters of traces".formatted(wanted));
    try (PlannedTraffic traffic =
        new PlannedTraffic(plan, new KafkaSink(scene.broker().bootstrap()), SPEED).start()) {
      traffic.endAfter(wanted);
      // It has only the reference to be held against.
      scene.examine(
          traffic, scene.streams(), OtherTraffic.NONE, chapters -> scene.published(traffic));
      if (!scene.order().isShort()) {
        scene.examineFinalRows(traffic);
      }
      rows = scene.published(traffic);
      known = traffic.chapters();
    }
  }

  /** The rows of the first chapters; runs again if it has not sent as many. */
  StatisticsRows rows(int chapters) throws Exception {
    if (known < chapters) {
      wanted = chapters + 2;
      try (FaultScene scene = scenes.call()) {
        scene.say("running %d chapters undisturbed".formatted(wanted));
        run(scene);
      }
    }
    return rows.before(TracePlan.CHAPTER.multipliedBy(chapters));
  }
}

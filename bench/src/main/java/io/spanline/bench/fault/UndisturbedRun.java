package io.spanline.bench.fault;

import io.spanline.bench.examine.RowFigures;
import io.spanline.bench.examine.RowKey;
import io.spanline.bench.examine.RunFinding;
import io.spanline.bench.examine.Undisturbed;
import io.spanline.harness.traffic.KafkaSink;
import io.spanline.harness.traffic.PlannedTraffic;
import io.spanline.harness.traffic.TracePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Row 0: the traces that the other rows send, but half an hour earlier by their own clocks, twenty
 * times as fast, and with nothing in their way. What it publishes is what the others' statistics
 * are held against.
 */
final class UndisturbedRun implements Fault, Undisturbed {
  private static final Duration EARLIER = Duration.ofMinutes(30);
  private static final int SPEED = 20;

  private final Supplier<FaultScene> scenes;
  private final SortedMap<RowKey, RowFigures> rows = new TreeMap<>();
  private int known;
  private int wanted;

  /**
   * Makes a run that has no rows yet.
   *
   * @param chapters that the others are expected to send
   * @param scenes for further runs, if another row sends more
   */
  UndisturbedRun(int chapters, Supplier<FaultScene> scenes) {
    this.wanted = chapters;
    this.scenes = scenes;
  }

  @Override
  public Title title() {
    return new Title(0, "nothing", "what the others must come to");
  }

  @Override
  public RunFinding run(FaultScene scene) throws Exception {
    scene.start();
    TracePlan plan =
        TracePlan.from(
            scene.run().order().seed(),
            scene.run().order().tracesPerChapter(),
            Instant.now().minus(EARLIER));
    scene.say("sending %d chapters of traces".formatted(wanted));
    try (PlannedTraffic traffic =
        new PlannedTraffic(plan, new KafkaSink(scene.broker().bootstrap()), SPEED).start()) {
      traffic.endAfter(wanted);
      // It has only the reference to be held against.
      RunFinding examined = scene.examine(traffic, chapters -> scene.published(traffic));
      RunFinding finding =
          scene.run().order().isShort() ? examined : scene.withFinalRows(examined, traffic);
      rows.clear();
      rows.putAll(scene.published(traffic));
      known = traffic.chapters();
      return finding;
    }
  }

  @Override
  public SortedMap<RowKey, RowFigures> rows(int chapters) throws Exception {
    if (known < chapters) {
      wanted = chapters + 2;
      try (FaultScene scene = scenes.get()) {
        scene.say("running %d chapters undisturbed".formatted(wanted));
        run(scene);
      }
    }
    Duration end = TracePlan.CHAPTER.multipliedBy(chapters);
    SortedMap<RowKey, RowFigures> first = new TreeMap<>(rows);
    first.keySet().removeIf(key -> key.start().compareTo(end) >= 0);
    return first;
  }
}

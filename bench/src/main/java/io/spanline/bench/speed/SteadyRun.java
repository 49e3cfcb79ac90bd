package io.spanline.bench.speed;

import io.spanline.bench.load.FillerProcess;
import io.spanline.bench.load.Source;
import io.spanline.bench.speed.Steady.Held;
import io.spanline.bench.speed.Steady.Moment;
import io.spanline.harness.process.StreamsProcess;
import io.spanline.harness.process.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** One run of streams-baseline at a steady rate. */
final class SteadyRun {
  private static final Duration LOOK = Duration.ofSeconds(1);
  // Classes are loaded and code is compiled; delays of that time are of no interest.
  private static final Duration WARM_UP = Duration.ofSeconds(15);

  private final SpeedScene scene;
  private final EngineContestant engine;
  private final Source source;
  private Held most = Held.NOTHING;

  /**
   * Makes a run that has not begun.
   *
   * @param scene whose source is sent
   */
  SteadyRun(SpeedScene scene, EngineContestant engine) {
    this.scene = scene;
    this.engine = engine;
    this.source = scene.source();
  }

  /** Runs in a scene whose topic is empty. */
  Steady run(String title) throws IOException {
    Duration time = Duration.ofSeconds(source.spans() / source.perSecond());
    try (StreamsProcess process = scene.with(engine.process(scene));
        GroupWatch watch =
            new GroupWatch(scene.bootstrap(), EngineContestant.GROUP, List.of(process));
        DelayWatch delay = new DelayWatch(scene.bootstrap())) {
      process.launch(engine.options());
      process.awaitReady();
      long began = System.nanoTime();
      FillerProcess filler = scene.beginFilling();
      await(began, WARM_UP, process);
      delay.take();
      double cpu = process.cpuSeconds();
      long measured = System.nanoTime();
      await(began, WARM_UP.plus(time.minus(WARM_UP).dividedBy(10)), process);
      Moment early = moment(delay, process, watch, began);
      await(began, time.minus(LOOK), process);
      Moment late = moment(delay, process, watch, began);
      double cpuSeconds = process.cpuSeconds() - cpu;
      double seconds = Waiting.since(measured).toNanos() / 1e9;
      filler.end(time);
      EngineContestant.requireExact(process, source.spans());
      return new Steady(title, source.perSecond(), seconds, cpuSeconds, early, late, most);
    }
  }

  private void await(long began, Duration time, StreamsProcess process) throws IOException {
    while (Waiting.since(began).compareTo(time) < 0) {
      Waiting.pause(LOOK);
      most = most.atMost(held(process));
    }
  }

  private static Held held(StreamsProcess process) throws IOException {
    return new Held(
        process.metric("spanline_spans_open"),
        process.metric("spanline_traces_remembered"),
        process.metric("spanline_traces_evicted_total"),
        process.metric("spanline_traces_forgotten_total"));
  }

  private Moment moment(DelayWatch delay, StreamsProcess process, GroupWatch watch, long began)
      throws IOException {
    double sent = Waiting.since(began).toNanos() / 1e9 * source.perSecond();
    double records = sent * source.records() / source.spans();
    return new Moment(
        delay.take(),
        process.mostResidentBytes(),
        Math.max(0, Math.round(records) - watch.committed()));
  }
}

package io.spanline.bench.speed;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spanline.bench.load.Filler.Filled;
import io.spanline.bench.load.Source;
import io.spanline.harness.process.StreamsProcess;
import io.spanline.harness.process.Waiting;
import io.spanline.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Kills streams-baseline under load, starts it again, and looks whether all is exact. */
final class RestartRun {
  private static final Duration MOST = Duration.ofSeconds(90);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration AFTER = Duration.ofSeconds(30);

  private final SpeedScene scene;
  private final EngineContestant engine;

  RestartRun(SpeedScene scene, EngineContestant engine) {
    this.scene = scene;
    this.engine = engine;
  }

  /**
   * Runs in a scene whose topic is empty; kills half a minute before all of the source is sent, and
   * halfway through a shorter one.
   */
  Restart run() throws IOException {
    Source source = scene.source();
    Duration time = Duration.ofSeconds(source.spans() / source.perSecond());
    IdSum seen = new IdSum();
    try (StreamsProcess process = scene.with(engine.process(scene));
        GroupWatch watch =
            new GroupWatch(scene.bootstrap(), EngineContestant.GROUP, List.of(process));
        TracesWatch traces =
            new TracesWatch(scene.bootstrap(), Topics.TRACES.partitions(), seen::read)) {
      process.launch(engine.options());
      process.awaitReady();
      Filled filled;
      double again;
      long memory;
      try (var sending = scene.beginFilling()) {
        await(beforeKill(time), traces);
        memory = process.mostResidentBytes();
        process.kill();
        long before = watch.committed();
        long killed = System.nanoTime();
        process.launch(engine.options());
        Waiting.until("nothing is committed", MOST, () -> watch.committed() > before);
        again = Waiting.since(killed).toNanos() / 1e9;
        filled = sending.end(time);
      }
      EngineContestant.requireExact(process, source.spans());
      traces.finish();
      requireEachOnce(filled, seen);
      return new Restart(
          source.perSecond(), again, memory, scene.changelogBytes(EngineContestant.GROUP));
    }
  }

  /**
   * How a restart went.
   *
   * @param seconds from the kill to the first commit of the new process
   * @param residentBytes the most memory that the killed process held
   * @param changelogBytes of all changelogs on the broker's disk at the end
   */
  record Restart(
      @JsonProperty("per_second") int perSecond,
      double seconds,
      @JsonProperty("resident_bytes") long residentBytes,
      @JsonProperty("changelog_bytes") long changelogBytes) {}

  private static void await(Duration time, TracesWatch traces) throws IOException {
    long began = System.nanoTime();
    while (Waiting.since(began).compareTo(time) < 0) {
      Waiting.pause(LOOK);
      traces.requireReading();
    }
  }

  static Duration beforeKill(Duration time) {
    Duration half = time.dividedBy(2);
    return half.compareTo(AFTER) > 0 ? time.minus(AFTER) : half;
  }

  private static void requireEachOnce(Filled filled, IdSum seen) throws IOException {
    if (seen.count() != filled.spans() || seen.sum() != filled.idSum()) {
      throw new IOException(
          "%d spans were sent, %d are in the traces%s"
              .formatted(
                  filled.spans(),
                  seen.count(),
                  seen.count() == filled.spans() ? ", but not the same" : ""));
    }
  }
}

package io.spanline.bench.speed;

import io.spanline.bench.load.Filler.Filled;
import io.spanline.bench.load.Source;
import io.spanline.harness.process.StreamsProcess;
import io.spanline.harness.process.TopicReader;
import io.spanline.harness.process.Waiting;
import io.spanline.topic.Topic;
import io.spanline.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;

/** Kills streams-baseline under load, starts it again, and looks whether all is exact. */
final class RestartRun {
  private static final Duration MOST = Duration.ofSeconds(90);

  private final SpeedScene scene;
  private final EngineContestant engine;

  RestartRun(SpeedScene scene, EngineContestant engine) {
    this.scene = scene;
    this.engine = engine;
  }

  /** Runs in a scene whose topic is empty; kills once half of the source is sent. */
  Restart run() throws IOException {
    Source source = scene.source();
    Duration time = Duration.ofSeconds(source.spans() / source.perSecond());
    try (StreamsProcess process = scene.with(engine.process(scene));
        GroupWatch watch =
            new GroupWatch(scene.bootstrap(), EngineContestant.GROUP, List.of(process))) {
      process.launch(engine.options());
      process.awaitReady();
      Filled filled;
      double again;
      try (var sending = scene.beginFilling()) {
        Waiting.pause(time.dividedBy(2));
        process.kill();
        long before = watch.committed();
        long killed = System.nanoTime();
        process.launch(engine.options());
        Waiting.until("nothing is committed", MOST, () -> watch.committed() > before);
        again = Waiting.since(killed).toNanos() / 1e9;
        filled = sending.end(time);
      }
      EngineContestant.requireExact(process, source.spans());
      requireEachOnce(filled);
      return new Restart(source.perSecond(), again, scene.changelogBytes(EngineContestant.GROUP));
    }
  }

  /**
   * How a restart went.
   *
   * @param seconds from the kill to the first commit of the new process
   * @param changelogBytes of all changelogs on the broker's disk at the end
   */
  record Restart(int perSecond, double seconds, long changelogBytes) {}

  private void requireEachOnce(Filled filled) throws IOException {
    Topic<byte[], byte[]> traces =
        new Topic<>(
            Topics.TRACES.name(),
            Serdes.ByteArray(),
            Serdes.ByteArray(),
            Topics.TRACES.partitions(),
            Map.of());
    IdSum seen = new IdSum();
    TopicReader.forEach(scene.bootstrap(), traces, record -> seen.read(record.value()));
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

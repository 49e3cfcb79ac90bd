package io.spanline.bench.speed;

import io.spanline.harness.process.CpuTime;
import io.spanline.harness.process.OwnProcess;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.stack.plan.Component;
import io.spanline.stack.plan.JavaProgram;
import io.spanline.stack.plan.Programs;
import io.spanline.topic.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A {@link Floor}, with the options that streams-baseline is started with. */
record FloorContestant(Floor.Kind kind) implements Contestant {
  private static final Duration MOST = Duration.ofMinutes(10);

  @Override
  public String title() {
    return kind.title();
  }

  @Override
  public Role role() {
    return kind == Floor.Kind.STREAMS ? Role.NO_OP : Role.FLOOR;
  }

  @Override
  public Drain drain(SpeedScene scene) throws IOException {
    Path folder = scene.newFolder();
    try (FloorProcess process = scene.with(new FloorProcess(folder))) {
      Path file = folder.resolve("floor.json");
      process.start(
          scene.checkout(),
          List.of(
              kind.name(),
              scene.bootstrap(),
              String.valueOf(scene.source().records()),
              file.toString(),
              folder.resolve("state").toString()));
      process.await(file);
      WarmHalf.Took took = Json.read(Files.readAllBytes(file), WarmHalf.Took.class);
      long spans = took.records() * scene.source().spans() / scene.source().records();
      CpuTime cpu = new CpuTime(took.cpuSeconds(), 0, 0);
      return new Drain(spans, took.seconds(), cpu, process.mostResidentBytes());
    }
  }

  /** The process that {@link Floor} is. */
  private static final class FloorProcess extends OwnProcess {
    FloorProcess(Path folder) {
      super("floor", Settings.of(Map.of()), folder, folder);
    }

    void start(Checkout checkout, List<String> arguments) throws IOException {
      JavaProgram engine = new Programs(checkout).of(Component.STREAMS_BASELINE);
      launch(
          new JavaProgram(
              Floor.class.getName(),
              JavaProgram.classPathOf(checkout, "bench"),
              engine.options(),
              arguments));
    }

    void await(Path file) {
      awaitReady(MOST, () -> Files.exists(file));
    }
  }
}

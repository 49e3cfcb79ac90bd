package io.spanline.bench.replay;

import io.spanline.harness.process.OwnProcess;
import io.spanline.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Vegeta's attack, at its defaults. */
final class Vegeta extends OwnProcess implements Generator {
  private static final Duration MORE = Duration.ofSeconds(60);

  private final Path program;
  private final Path folder;

  /**
   * Makes one that does not run yet.
   *
   * @param folder of its results, which take 300 bytes a request, and its log
   */
  Vegeta(Path program, Path folder) {
    super("vegeta", Settings.of(Map.of()), folder, folder);
    this.program = program;
    this.folder = folder;
  }

  @Override
  public String title() {
    return "vegeta";
  }

  @Override
  public Sent send(Load load, URI target) throws IOException {
    Path targets = folder.resolve("vegeta.targets");
    Path results = folder.resolve("vegeta.bin");
    Path json = folder.resolve("vegeta.json");
    Files.writeString(targets, "GET " + target.resolve("/orders/1") + "\n");
    try {
      run(
          load.time().plus(MORE),
          "attack",
          "-targets=" + targets,
          "-rate=%d/1s".formatted(load.perSecond()),
          "-duration=" + load.time().toSeconds() + "s",
          "-timeout=15s",
          // It keeps the bodies otherwise.
          "-max-body=0",
          "-output=" + results);
      run(MORE, "encode", "-to=json", "-output=" + json, results.toString());
      try (InputStream lines = Files.newInputStream(json)) {
        return VegetaResults.read(lines, load.perSecond()).sent();
      }
    } finally {
      for (Path file : List.of(targets, results, json)) {
        Files.deleteIfExists(file);
      }
    }
  }

  private void run(Duration most, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    launch(command, Map.of());
    int exit = awaitEnd(most);
    if (exit != 0) {
      throw new IOException(
          "vegeta ended with %d, see %s".formatted(exit, folder.resolve("vegeta.log")));
    }
  }
}

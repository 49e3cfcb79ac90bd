package io.spanline.bench.load;

import io.spanline.harness.process.OwnProcess;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.stack.plan.JavaProgram;
import io.spanline.topic.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A {@link Filler} in a process of its own. */
public final class FillerProcess extends OwnProcess {
  private static final Duration MORE = Duration.ofMinutes(2);
  private static final List<String> OPTIONS = List.of("-Xmx512m", "-XX:TieredStopAtLevel=4");

  private final Checkout checkout;
  private final Path file;

  /**
   * Makes one that does not run yet.
   *
   * @param folder of its log
   */
  public FillerProcess(Checkout checkout, Path folder) {
    super("filler", Settings.of(Map.of()), folder, folder);
    this.checkout = checkout;
    this.file = folder.resolve("filled.json");
  }

  /** Fills a broker's topic; returns once all is there. */
  public Filler.Filled fill(String bootstrap, Source source, long seed) throws IOException {
    begin(bootstrap, source, seed);
    return end(Duration.ofSeconds(source.spans() / source.perSecond()));
  }

  /** Begins to fill a broker's topic. */
  public void begin(String bootstrap, Source source, long seed) throws IOException {
    Files.deleteIfExists(file);
    String order = new String(Json.write(source), StandardCharsets.UTF_8);
    launch(
        new JavaProgram(
            Filler.class.getName(),
            JavaProgram.classPathOf(checkout, "bench"),
            OPTIONS,
            List.of(bootstrap, order, String.valueOf(seed), file.toString())));
  }

  /** Waits for the end, some time longer than it should take, and says what was sent. */
  public Filler.Filled end(Duration expected) throws IOException {
    int exit = awaitEnd(expected.multipliedBy(3).plus(MORE));
    if (exit != 0) {
      throw new IOException("the filler ended with %d, see filler.log".formatted(exit));
    }
    return Json.read(Files.readAllBytes(file), Filler.Filled.class);
  }
}

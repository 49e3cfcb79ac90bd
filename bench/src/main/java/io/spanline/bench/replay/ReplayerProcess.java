package io.spanline.bench.replay;

import io.spanline.bench.replay.Replayer.Heap;
import io.spanline.bench.replay.Replayer.Order;
import io.spanline.bench.replay.Replayer.Outcome;
import io.spanline.harness.process.OwnProcess;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.stack.plan.JavaProgram;
import io.spanline.topic.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A {@link Replayer} in a process of its own. */
final class ReplayerProcess extends OwnProcess implements Generator {
  static final String TITLE = "spanline";

  private static final Duration MORE = Duration.ofSeconds(60);

  private final Checkout checkout;
  private final Compiler compiler;
  private final Path folder;

  /**
   * Makes one that does not run yet.
   *
   * @param folder of its log
   */
  ReplayerProcess(Checkout checkout, Compiler compiler, Path folder) {
    super("replayer", Settings.of(Map.of()), folder, folder);
    this.checkout = checkout;
    this.compiler = compiler;
    this.folder = folder;
  }

  @Override
  public String title() {
    return TITLE;
  }

  @Override
  public Sent send(Load load, URI target) throws IOException {
    return run(load, target, Heap.UNSEEN).sent();
  }

  /** Sends, perhaps with a look at the heap on the way. */
  Outcome run(Load load, URI target, Heap heap) throws IOException {
    Path file = folder.resolve("replayer.json");
    Order order = new Order(target, load.perSecond(), load.requests(), heap);
    launch(
        new JavaProgram(
            Replayer.class.getName(),
            JavaProgram.classPathOf(checkout, "bench"),
            List.of("-Xmx256m", compiler.option()),
            List.of(new String(Json.write(order), StandardCharsets.UTF_8), file.toString())));
    int exit = awaitEnd(load.time().plus(MORE));
    if (exit != 0) {
      throw new IOException(
          "the replayer ended with %d, see %s".formatted(exit, folder.resolve("replayer.log")));
    }
    Outcome outcome = Json.read(Files.readAllBytes(file), Outcome.class);
    Files.delete(file);
    return outcome;
  }
}

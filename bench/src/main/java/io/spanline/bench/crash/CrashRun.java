package io.spanline.bench.crash;

import io.spanline.harness.crash.CrashScene;
import io.spanline.harness.crash.CrashTopic;
import io.spanline.harness.crash.KillPoint;
import io.spanline.harness.crash.WriterProgram;
import io.spanline.harness.process.BrokerProcess;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.stack.plan.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Runs every kill and every fault of the folder, one after another, on one broker. */
public final class CrashRun implements AutoCloseable {
  private static final int TRACES = 20_000;

  private final List<Row> rows = new ArrayList<>();
  private final BrokerProcess broker;
  private final Checkout checkout;
  private final Path folder;
  private final Consumer<Row> listener;

  /**
   * Makes a run that writes into this folder.
   *
   * @param listener hears of each row once it is done
   */
  public CrashRun(Checkout checkout, Path folder, Consumer<Row> listener) {
    this.checkout = checkout;
    this.folder = folder;
    this.listener = listener;
    this.broker = new BrokerProcess(Ports.free(Settings.of(Map.of())), folder);
  }

  /**
   * A line of the table.
   *
   * @param problems what should not be; empty if all is well
   */
  public record Row(String name, String happened, List<String> problems) {
    public Row {
      problems = List.copyOf(problems);
    }
  }

  /** Runs the kills, then every fault of the folder. */
  public List<Row> run(List<KillPoint> points) throws IOException {
    Files.createDirectories(folder);
    broker.start();
    CrashTopic topic = CrashTopic.write(broker.bootstrap(), TRACES);
    WriterProgram program = WriterProgram.of(checkout, broker.bootstrap());
    CrashScene scene = new CrashScene(program, topic, folder.resolve("kills"));
    if (!points.isEmpty()) {
      scene.begin();
    }
    for (KillPoint point : points) {
      add(row(scene.kill(point)));
    }
    for (FolderFault.Kind kind : FolderFault.Kind.values()) {
      String name = kind.name().toLowerCase(Locale.ROOT);
      add(new FolderFault(program, topic, folder.resolve(name)).of(kind));
    }
    return List.copyOf(rows);
  }

  private static Row row(CrashScene.Outcome outcome) {
    return new Row(
        "kill " + outcome.point().name(),
        "%s, %d unfinished files; then %d captures, all whole; sent again: %s"
            .formatted(
                outcome.point().isCommitted() ? "a snapshot" : "no snapshot",
                outcome.left(),
                outcome.captures(),
                outcome.repeated()),
        outcome.problems());
  }

  private void add(Row row) {
    rows.add(row);
    listener.accept(row);
  }

  @Override
  public void close() {
    broker.close();
  }
}

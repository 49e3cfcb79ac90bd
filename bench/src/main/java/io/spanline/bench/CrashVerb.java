package io.spanline.bench;

import io.spanline.bench.capture.FolderFault;
import io.spanline.bench.capture.FolderFault.Row;
import io.spanline.harness.crash.CrashScene;
import io.spanline.harness.crash.CrashTopic;
import io.spanline.harness.crash.KillPoint;
import io.spanline.harness.crash.WriterProgram;
import io.spanline.harness.process.BrokerProcess;
import io.spanline.settings.Settings;
import io.spanline.stack.plan.Ports;
import io.spanline.terminal.Line;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import io.spanline.terminal.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spanline bench crash}. */
@Command(
    name = "crash",
    description = {
      "Kill capture-writer at every step of a snapshot, and break its folder.",
      "",
      "After each kill (SIGKILL, of a real process on a real broker) a new process has to leave"
          + " exactly the complete captures: each with the sums of its manifest and the last one's"
          + " baseline, nothing unfinished, no number used twice; and the request that was killed,"
          + " sent again with its Idempotency-Key, has to give one capture.",
      "",
      "Example: ./spanline bench crash"
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:nothing is wrong", "1:something is wrong and printed"})
final class CrashVerb implements Callable<Integer> {
  private static final int TRACES = 20_000;

  @Option(names = "--folder-only", description = "only the faults of the folder, no kills")
  private boolean folderOnly;

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException {
    Settings.ofThisProcess();
    Screen screen = output.screen();
    RunFolder folder = RunFolder.of("crash");
    Files.createDirectories(folder.path());
    List<Row> rows = new ArrayList<>();
    try (BrokerProcess broker =
        new BrokerProcess(Ports.free(Settings.of(Map.of())), folder.path())) {
      RunFolder.closeAtExit(broker::close);
      broker.start();
      CrashTopic topic = CrashTopic.write(broker.bootstrap(), TRACES);
      WriterProgram program = WriterProgram.of(folder.checkout(), broker.bootstrap());
      Consumer<Row> listener =
          row -> {
            rows.add(row);
            print(row, screen);
          };
      if (!folderOnly) {
        kill(new CrashScene(program, topic, folder.path().resolve("kills")), listener);
      }
      for (FolderFault.Kind kind : FolderFault.Kind.values()) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        listener.accept(new FolderFault(program, topic, folder.path().resolve(name)).of(kind));
      }
    }
    boolean well = rows.stream().allMatch(row -> row.problems().isEmpty());
    screen.json(Map.of("passed", well, "rows", rows));
    return well ? 0 : 1;
  }

  private static void kill(CrashScene scene, Consumer<Row> listener) throws IOException {
    scene.begin();
    for (KillPoint point : KillPoint.all()) {
      CrashScene.Outcome outcome = scene.kill(point);
      String happened =
          "%s, %d unfinished files; then %d captures, all whole; sent again: %s"
              .formatted(
                  point.isCommitted() ? "a snapshot" : "no snapshot",
                  outcome.left(),
                  outcome.captures(),
                  outcome.repeated());
      listener.accept(new Row("kill " + point.name(), happened, outcome.problems()));
    }
  }

  private static void print(Row row, Screen screen) {
    boolean well = row.problems().isEmpty();
    String text =
        String.format(
            Locale.ROOT, "%-32s %-4s %s", row.name(), well ? "ok" : "FAIL", row.happened());
    screen.result(Line.of(well ? Style.PLAIN : Style.RED, text));
    row.problems().forEach(problem -> screen.result("      " + problem));
  }
}

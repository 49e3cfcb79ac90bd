package io.spanline.bench;

import io.spanline.bench.crash.CrashRun;
import io.spanline.harness.crash.KillPoint;
import io.spanline.settings.Settings;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import java.io.IOException;
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
  @Option(names = "--folder-only", description = "only the faults of the folder, no kills")
  private boolean folderOnly;

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException {
    Settings.ofThisProcess();
    Screen screen = output.screen();
    RunFolder folder = RunFolder.of("crash");
    try (CrashRun run = new CrashRun(folder.checkout(), folder.path(), rows(screen))) {
      RunFolder.closeAtExit(run::close);
      List<CrashRun.Row> all = run.run(folderOnly ? List.of() : KillPoint.all());
      boolean well = all.stream().allMatch(row -> row.problems().isEmpty());
      screen.json(Map.of("passed", well, "rows", all));
      return well ? 0 : 1;
    }
  }

  private static Consumer<CrashRun.Row> rows(Screen screen) {
    return row -> {
      boolean well = row.problems().isEmpty();
      String text =
          String.format(
              Locale.ROOT, "%-32s %-4s %s", row.name(), well ? "ok" : "FAIL", row.happened());
      screen.result(well ? text : "@|red " + text + "|@");
      row.problems().forEach(problem -> screen.result("      " + problem));
    };
  }
}

package io.spanline.bench;

import io.spanline.bench.fault.Fault;
import io.spanline.bench.fault.FaultOrder;
import io.spanline.bench.fault.FaultOrder.Extent;
import io.spanline.bench.fault.FaultResult;
import io.spanline.bench.fault.FaultRun;
import io.spanline.settings.Settings;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spanline faults}. */
@Command(
    name = "faults",
    description = {
      "Inject faults into a running pipeline and check that nothing is lost or doubled.",
      "",
      "Each row starts a broker and streams-baseline of its own on free ports, sends seeded traces"
          + " while the fault acts, waits until all is quiet, and then reads what is committed:"
          + " every span of the generator's own list must be there exactly once, the ledger must"
          + " balance, and every row of the statistics must equal what a plain reference computes"
          + " from the list and what an undisturbed run (row 0) published.",
      "",
      "Example: ./spanline faults --rows 1,5 --kills 3"
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every row passed",
      "1:a row failed; the logs of its processes are kept and named",
      "2:wrong usage, or something has to be built first"
    })
final class FaultsVerb implements Callable<Integer> {
  @Option(
      names = "--rows",
      paramLabel = "N,N",
      split = ",",
      description = "only the rows of these numbers; --list shows them")
  private Set<Integer> rows = new TreeSet<>();

  @Option(
      names = "--kills",
      paramLabel = "N",
      description = "kills in rows 1 and 2 each (10; with --short 2)")
  private @Nullable Integer kills;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "20261123",
      description = "fixes the traces and every random moment (${DEFAULT-VALUE})")
  private long seed;

  @Option(names = "--short", description = "only rows 0, 1 and 5, with less traffic, in 90 seconds")
  private boolean brief;

  @Option(names = "--list", description = "list the rows and do nothing")
  private boolean list;

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    FaultOrder order = order();
    Screen screen = output.screen();
    FaultTable table = new FaultTable(screen);
    RunFolder folder = RunFolder.of("faults");
    try (FaultRun run = new FaultRun(folder.checkout(), folder.path(), order, table)) {
      if (list) {
        table.list(run.rows());
        return 0;
      }
      refuseUnknown(run.rows());
      RunFolder.closeAtExit(run::close);
      screen.say("seed " + seed);
      table.head();
      List<FaultResult> results = run.run();
      boolean passed = results.stream().allMatch(FaultResult::passes);
      screen.json(json(results, passed));
      return passed ? 0 : 1;
    }
  }

  private void refuseUnknown(List<Fault> known) {
    Set<Integer> unknown = new TreeSet<>(rows);
    known.forEach(row -> unknown.remove(row.number()));
    if (!unknown.isEmpty()) {
      throw Complaint.refused(
          brief
              ? "--short has only rows 0, 1 and 5, not %s".formatted(unknown)
              : "there is no row %s; --list shows them".formatted(unknown));
    }
  }

  private FaultOrder order() {
    Settings.ofThisProcess();
    int times = kills != null ? kills : brief ? 2 : 10;
    if (times < 1) {
      throw Complaint.refused("--kills must be at least 1, was " + times);
    }
    return new FaultOrder(rows, times, seed, brief ? Extent.SHORT : Extent.WHOLE);
  }

  private Map<String, Object> json(List<FaultResult> results, boolean passed) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("seed", seed);
    object.put("passed", passed);
    object.put("rows", results.stream().map(FaultResult::json).toList());
    return object;
  }
}

package io.spanline.bench;

import io.spanline.bench.examine.RunFinding;
import io.spanline.bench.examine.RunFinding.SpanCount;
import io.spanline.bench.fault.Fault;
import io.spanline.bench.fault.FaultOrder;
import io.spanline.bench.fault.FaultOrder.Extent;
import io.spanline.bench.fault.FaultRun;
import io.spanline.settings.Settings;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.Line;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import io.spanline.terminal.Style;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
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
final class FaultsVerb implements Callable<Integer>, FaultRun.Listener {
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

  @Option(
      names = "--short",
      description = "only rows 0, 1 and 5, with less traffic, in two minutes")
  private boolean brief;

  @Option(names = "--list", description = "list the rows and do nothing")
  private boolean list;

  @Mixin private OutputOptions output = new OutputOptions();

  private final long began = System.nanoTime();
  private @Nullable Screen screen;

  @Override
  public Integer call() {
    FaultOrder order = order();
    RunFolder folder = RunFolder.of("faults");
    try (FaultRun run = new FaultRun(folder.checkout(), folder.path(), order, this)) {
      if (list) {
        list(run.rows());
        return 0;
      }
      refuseUnknown(run.rows());
      RunFolder.closeAtExit(run::close);
      screen().say("seed " + seed);
      String titles = "row injected expected spans lost doubled statistics recovered took verdict";
      line(Style.BOLD, (Object[]) titles.split(" "));
      List<FaultRun.Result> results = run.run();
      boolean passed = results.stream().allMatch(FaultRun.Result::passes);
      List<Map<String, Object>> rowsOfJson = results.stream().map(FaultRun.Result::json).toList();
      screen().json(Map.of("seed", seed, "passed", passed, "rows", rowsOfJson));
      return passed ? 0 : 1;
    }
  }

  private Screen screen() {
    if (screen == null) {
      screen = output.screen();
    }
    return screen;
  }

  private void list(List<Fault> known) {
    for (Fault row : known) {
      screen().result("%-3d %-41s %s".formatted(row.number(), row.injected(), row.expected()));
    }
    screen().json(Map.of("rows", known.stream().map(FaultsVerb::json).toList()));
  }

  private static Map<String, Object> json(Fault row) {
    return Map.of("number", row.number(), "injected", row.injected(), "expected", row.expected());
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

  @Override
  public void progress(Fault fault, String what) {
    long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
    String words =
        "%02d:%02d  row %d: %s".formatted(seconds / 60, seconds % 60, fault.number(), what);
    screen().say(Line.of(Style.FAINT, words));
  }

  @Override
  public void over(FaultRun.Result result) {
    RunFinding finding = result.finding();
    SpanCount spans = finding.spans();
    boolean passes = result.passes();
    line(
        passes ? Style.PLAIN : Style.RED,
        result.fault().number(),
        result.fault().injected(),
        result.fault().expected(),
        spans == null ? "-" : spans.sent(),
        spans == null ? "-" : spans.lost(),
        spans == null ? "-" : spans.doubled(),
        spans == null ? "-" : finding.statisticsEqual() ? "equal" : "DIFFERENT",
        finding.recovery().isZero() ? "-" : Screen.seconds(finding.recovery()),
        result.took().toSeconds() + " s",
        passes ? "pass" : "FAIL");
    result.complaints().forEach(line -> screen().result("      " + line));
    if (passes && !finding.remarks().isEmpty()) {
      screen().say(Line.of(Style.FAINT, "      " + String.join("; ", finding.remarks())));
    }
  }

  private void line(Style style, Object... cells) {
    String line =
        String.format(Locale.ROOT, "%-3s %-41s %-45s %7s %5s %7s %10s %9s %6s  %s", cells);
    screen().result(Line.of(style, line.stripTrailing()));
  }
}

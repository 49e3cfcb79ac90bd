package io.spanline.bench;

import io.spanline.bench.examine.RunFinding;
import io.spanline.bench.examine.RunFinding.SpanCount;
import io.spanline.bench.fault.Fault;
import io.spanline.bench.fault.FaultResult;
import io.spanline.bench.fault.FaultRun;
import io.spanline.terminal.Screen;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Prints a run of faults: progress, and a line for each row as it ends. */
final class FaultTable implements FaultRun.Listener {
  private final Screen screen;
  private final long began = System.nanoTime();

  FaultTable(Screen screen) {
    this.screen = screen;
  }

  void head() {
    String titles = "row injected expected spans lost doubled statistics recovered took verdict";
    line("@|bold %s|@", (Object[]) titles.split(" "));
  }

  /** Says what the rows are. */
  void list(List<Fault> rows) {
    rows.forEach(
        row ->
            screen.result("%-3d %-41s %s".formatted(row.number(), row.injected(), row.expected())));
  }

  @Override
  public void progress(Fault fault, String what) {
    long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
    screen.say(
        "@|faint %02d:%02d  row %d: %s|@"
            .formatted(seconds / 60, seconds % 60, fault.number(), what));
  }

  @Override
  public void over(FaultResult result) {
    RunFinding finding = result.finding();
    SpanCount spans = finding.spans();
    boolean passes = result.passes();
    line(
        passes ? "%s" : "@|red %s|@",
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
    result.complaints().forEach(line -> screen.result("      " + line));
    if (passes && !finding.remarks().isEmpty()) {
      screen.say("@|faint       " + String.join("; ", finding.remarks()) + "|@");
    }
  }

  private void line(String style, Object... cells) {
    screen.result(
        style.formatted(
            String.format(Locale.ROOT, "%-3s %-41s %-45s %7s %5s %7s %10s %9s %6s  %s", cells)
                .stripTrailing()));
  }
}

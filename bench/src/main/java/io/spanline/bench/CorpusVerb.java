package io.spanline.bench;

import io.spanline.bench.corpus.Case;
import io.spanline.bench.corpus.CaseResult;
import io.spanline.bench.corpus.CaseTable;
import io.spanline.bench.corpus.Check;
import io.spanline.bench.corpus.CorpusRun;
import io.spanline.bench.corpus.CorpusRun.Report;
import io.spanline.bench.corpus.CorpusStack;
import io.spanline.bench.senders.ForeignSenders;
import io.spanline.stack.StackListener;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.Line;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import io.spanline.terminal.Style;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.apache.kafka.common.utils.Utils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spanline bench corpus}. */
@Command(
    name = "corpus",
    description = {
      "Send spans as other SDKs make them, and check what becomes of them.",
      "",
      "Each row of bench/corpus/cases.yaml is a file of spans and what is right: requests, errors"
          + " and latencies per service, operation and edge, outcomes, warnings, dead letters. All"
          + " are sent to a stack of their own; live figures, the topic traces, a capture and its"
          + " baseline must each say what the row says.",
      "",
      "To add a row: put a file into bench/corpus, whose services have names that begin with the"
          + " file's own, and add a line to cases.yaml; its head says which fields there are.",
      "",
      "Example: ./spanline bench corpus no-end peer-names"
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every row is right",
      "1:a row is wrong; the logs of its processes are kept and named",
      "2:wrong usage, or a table that cannot be read"
    })
final class CorpusVerb implements Callable<Integer> {
  @Parameters(paramLabel = "CASE", arity = "0..*", description = "only these rows (all files)")
  private Set<String> names = new TreeSet<>();

  @Option(
      names = "--senders",
      description = {
        "also the rows of programs with SDKs that others wrote: Flask, Express, Go net/http,"
            + " telemetrygen. Needs python3, node, npm and go, and installs packages"
      })
  private boolean senders;

  @Option(names = "--list", description = "list the rows and do nothing")
  private boolean list;

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws Exception {
    RunFolder folder = RunFolder.of("corpus");
    CaseTable table = wanted(CaseTable.read(folder.checkout().file("bench/corpus")));
    Screen screen = output.screen();
    if (list) {
      table.rows().forEach(row -> screen.result(title(row)));
      screen.json(table.rows());
      return 0;
    }
    Report report = run(table, folder, screen);
    report.rows().forEach(row -> print(row, screen));
    report.whole().forEach(check -> print(check, screen));
    screen.json(json(report));
    if (report.isRight()) {
      Utils.delete(folder.path().toFile());
      return 0;
    }
    screen.warn("logs: " + folder.path());
    return 1;
  }

  private static Report run(CaseTable table, RunFolder folder, Screen screen) throws Exception {
    long began = System.nanoTime();
    Path path = folder.path();
    try (CorpusStack stack = CorpusStack.of(folder.checkout(), path, StackListener.SILENT)) {
      RunFolder.closeAtExit(stack::close);
      screen.say(Line.of(Style.FAINT, "starting a stack"));
      stack.start();
      Report report =
          new CorpusRun(
                  stack,
                  table,
                  ForeignSenders.all(folder.checkout(), path.resolve("senders")),
                  step -> screen.say(Line.of(Style.FAINT, step)))
              .run();
      screen.say(
          Line.of(
              Style.FAINT, "took " + Screen.seconds(Duration.ofNanos(System.nanoTime() - began))));
      return report;
    }
  }

  private CaseTable wanted(CaseTable all) {
    Set<String> unknown = new TreeSet<>(names);
    all.rows().forEach(row -> unknown.remove(row.name()));
    if (!unknown.isEmpty()) {
      throw Complaint.refused("there is no case %s; --list shows them".formatted(unknown));
    }
    if (names.isEmpty()) {
      return senders ? all : all.files();
    }
    return all.only(row -> names.contains(row.name()));
  }

  private static String title(Case row) {
    return String.format(Locale.ROOT, "%-30s %s", row.name(), row.about());
  }

  private static void print(CaseResult result, Screen screen) {
    Line verdict = result.isRight() ? Line.of(Style.GREEN, "ok   ") : Line.of(Style.RED, "WRONG");
    screen.result(verdict.then(" " + title(result.row())));
    result.checks().forEach(check -> print(check, screen));
  }

  /** What is right is said to a person only. */
  private static void print(Check check, Screen screen) {
    Line line = Line.of(String.format(Locale.ROOT, "        %-50s %s", check.of(), check.right()));
    if (check.isRight()) {
      screen.say(line);
    } else {
      screen.result(line.then(Line.of(Style.RED, "  got " + String.join("; ", check.wrong()))));
    }
  }

  private static Map<String, Object> json(Report report) {
    return Map.of(
        "right",
        report.isRight(),
        "rows",
        report.rows().stream()
            .map(
                row ->
                    Map.of(
                        "case", row.row().name(), "right", row.isRight(), "checks", row.checks()))
            .toList(),
        "whole",
        report.whole());
  }
}

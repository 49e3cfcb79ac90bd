package io.spanline.cli.experiment;

import io.spanline.cli.invocation.Invocation;
import io.spanline.cli.invocation.Place;
import io.spanline.cli.replay.SendingOptions;
import io.spanline.clients.ClientException;
import io.spanline.stack.record.RunningStack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code spanline experiment run}. */
@Command(
    name = "run",
    description = {
      "Run an experiment and print its verdict.",
      "",
      "Sends the requests of a capture, GET, HEAD and OPTIONS only, in healthy and faulty rounds in"
          + " turns: A B, B A, B A, A B; or those of the shop, or none while your own load runs"
          + " (traffic in the file). The fault is a toxic with a lease: whatever ends the"
          + " experiment, it is off soon. Then one capture of all its traces, and the verdict, which"
          + " experiment recompute computes again from the files alone.",
      "",
      "Examples: ./spanline experiment run data/sample/experiments/slow-b.yaml",
      "          ./spanline experiment run bears.yaml --junit out.xml"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:pass: what decides is shown not to be worse",
      "1:failed: files cannot be written",
      "2:fix the command, the file or a setting first",
      "10:fail: some of what decides is shown to be worse; --fail-exit-code gives another code",
      "11:inconclusive: neither; --inconclusive makes it a pass or a fail",
      "12:not steady: no trace arrives, the target's proxy has a toxic, is down or unused, the system"
          + " is worse than the stored baseline, or nobody would end the fault if this were killed;"
          + " nothing was done",
      "13:invalid: the fault did not act, or requests or traces are missing",
      "14:a toxic may still be on, whatever else there is; what to type is said",
      "15:Kafka, Toxiproxy, streams-baseline, capture-writer or the service that requests go to does"
          + " not answer; the fault is off",
      "130, 143:interrupted; the fault is off"
    },
    mixinStandardHelpOptions = true)
final class ExperimentRun implements Callable<Integer> {
  private static final int SILENT = 15;

  @Parameters(paramLabel = "FILE", description = "the experiment; docs/experiments.md says how")
  private Path file = Path.of("");

  @Mixin private SendingOptions sending = new SendingOptions();
  @Mixin private CiOptions ci = new CiOptions();
  @Mixin private VerdictOptions options = new VerdictOptions();

  @Override
  public Integer call() throws IOException {
    VerdictPrinter printer = options.printer();
    JunitFile junit = ci.junit(file).orElse(null);
    if (junit != null) {
      junit.begin();
    }
    ExperimentEnd end = new ExperimentEnd(printer, ci, junit);
    Invocation invocation = Invocation.ofThisProcess();
    try {
      return new ExperimentRunner(invocation, printer.screen(), sending).run(file, end);
    } catch (IOException | RuntimeException e) {
      end.brokeOff(e);
      if (e instanceof ClientException silent && silent.reason() == ClientException.Reason.SILENT) {
        printer.screen().warn("spanline: " + silent.getMessage());
        next(invocation).forEach(line -> printer.screen().warn("  " + line));
        return SILENT;
      }
      throw e;
    }
  }

  /** A stack ends with each of its processes, and who is silent need not be who died. */
  private static List<String> next(Invocation invocation) throws IOException {
    return RunningStack.lastFailure(invocation.checkout()).isPresent()
        ? invocation.nothingRuns()
        : List.of(Place.ofThisProcess().status() + " shows what runs");
  }
}

package io.spanline.cli.experiment;

import io.spanline.cli.invocation.Invocation;
import io.spanline.cli.invocation.Place;
import io.spanline.clients.ClientException;
import io.spanline.stack.record.RunningStack;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code spanline experiment run}. */
@Command(
    name = "run",
    description = {
      "Run an experiment and print its verdict.",
      "",
      "Sends the requests of a capture, GET, HEAD and OPTIONS only, in healthy and faulty rounds in"
          + " turns: A B, B A, B A, A B. The fault is a toxic with a lease: whatever ends the"
          + " experiment, it is off soon. Then one capture of all its traces, and the verdict, which"
          + " experiment recompute computes again from the files alone.",
      "",
      "Example: ./spanline experiment run data/sample/experiments/slow-b.yaml"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:pass: what decides is shown to be the same or better",
      "1:failed: files cannot be written",
      "2:fix the command, the file or a setting first",
      "10:fail: some of what decides is shown to be worse",
      "11:inconclusive: neither",
      "12:not steady: no trace arrives, or nobody would end the fault if this were killed; nothing was"
          + " done",
      "13:invalid: the fault did not act, or requests or traces are missing",
      "14:a toxic may still be on; what to type is said",
      "15:Kafka, Toxiproxy, streams-baseline, capture-writer or the service that requests go to does"
          + " not answer; the fault is off",
      "130, 143:interrupted; the fault is off"
    },
    mixinStandardHelpOptions = true)
final class ExperimentRun implements Callable<Integer> {
  private static final int SILENT = 15;

  @Parameters(paramLabel = "FILE", description = "the experiment; docs/experiments.md says how")
  private Path file = Path.of("");

  @Mixin private OutputOptions output = new OutputOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Screen screen = output.screen();
    ExperimentEnd end = new ExperimentEnd(screen, spec.root().usageMessage().width());
    Invocation invocation = Invocation.ofThisProcess();
    try {
      return new ExperimentRunner(invocation, screen).run(file, end::say);
    } catch (ClientException e) {
      if (e.reason() != ClientException.Reason.SILENT) {
        throw e;
      }
      screen.warn("spanline: " + e.getMessage());
      next(invocation).forEach(line -> screen.warn("  " + line));
      return SILENT;
    }
  }

  /** A stack ends with each of its processes, and who is silent need not be who died. */
  private static List<String> next(Invocation invocation) throws IOException {
    return RunningStack.lastFailure(invocation.checkout()).isPresent()
        ? invocation.nothingRuns()
        : List.of(Place.ofThisProcess().status() + " shows what runs");
  }
}

package io.spanline.cli.demo;

import io.spanline.cli.invocation.Invocation;
import io.spanline.cli.stack.PortOptions;
import io.spanline.settings.Settings;
import io.spanline.terminal.OutputOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spanline demo}. */
@Command(
    name = "demo",
    description = {
      "Run everything on this machine and make the first capture and baseline: get the tools, start"
          + " the stack, send 300 measured requests, take a snapshot, print the table, and check one"
          + " trace in Kafka, the capture and Jaeger. Stays up until Ctrl-C.",
      "In Docker Compose it always uses the running processes.",
      "With --json, prints an object with \"jaeger\":\"pending\" first while Jaeger is being built.",
      "",
      "Example: ./spanline demo --once --verbose"
    },
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  @Option(names = "--once", description = "stop after the check; exit 0 only if it passed")
  private boolean once;

  @Option(names = "--without-jaeger", description = "neither get nor run Jaeger; skip its check")
  private boolean withoutJaeger;

  @Option(
      names = "--running",
      description =
          "use the running stack and leave it up; send it no other traffic meanwhile. Skips the"
              + " Jaeger check if Jaeger is not running")
  private boolean running;

  @Mixin private PortOptions ports = new PortOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws Exception {
    Invocation invocation = Invocation.ofThisProcess();
    Settings own = Settings.ofThisProcess();
    boolean onRunning = running || own.isByName();
    if (onRunning) {
      ports.refuseAuto("the running stack has its ports already");
    }
    boolean jaegerCanRun = !onRunning || own.isByName() || invocation.runs("jaeger");
    DemoRun run =
        new DemoRun(
            invocation.checkout(),
            onRunning ? invocation.stack() : ports.applied(own),
            new DemoOptions(once, !withoutJaeger && jaegerCanRun, output.isVerbose()),
            output.screen());
    return onRunning
        ? run.onRunningStack(invocation.started(), invocation.build())
        : run.run(invocation.started(), invocation.build());
  }
}

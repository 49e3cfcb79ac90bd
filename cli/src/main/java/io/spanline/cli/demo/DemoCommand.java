package io.spanline.cli.demo;

import io.spanline.cli.invocation.Invocation;
import io.spanline.cli.stack.PortOptions;
import io.spanline.settings.Settings;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
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
    Screen screen = output.screen();
    boolean byName = Settings.ofThisProcess().isByName();
    if (running || byName) {
      ports.refuseAuto("the running stack has its ports already");
      boolean withJaeger = !withoutJaeger && (byName || invocation.runs("jaeger"));
      DemoOptions options = new DemoOptions(once, withJaeger, output.isVerbose());
      return new DemoRun(invocation.checkout(), invocation.stack(), options, screen)
          .onRunningStack(invocation.started(), invocation.build());
    }
    DemoOptions options = new DemoOptions(once, !withoutJaeger, output.isVerbose());
    Settings settings = ports.applied(Settings.ofThisProcess());
    return new DemoRun(invocation.checkout(), settings, options, screen)
        .run(invocation.started(), invocation.build());
  }
}

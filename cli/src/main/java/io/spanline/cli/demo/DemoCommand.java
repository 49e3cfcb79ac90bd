package io.spanline.cli.demo;

import io.spanline.cli.experiment.ExperimentEnd;
import io.spanline.cli.experiment.ExperimentRunner;
import io.spanline.cli.invocation.Failure;
import io.spanline.cli.invocation.Invocation;
import io.spanline.cli.stack.PortOptions;
import io.spanline.experiments.experiment.plan.Outcome;
import io.spanline.settings.Settings;
import io.spanline.terminal.Line;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import io.spanline.terminal.Style;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
  private static final String SLOW_B = "data/sample/experiments/slow-b.yaml";

  @Option(names = "--once", description = "stop after the check; exit 0 only if it passed")
  private boolean once;

  @Option(names = "--without-jaeger", description = "neither get nor run Jaeger; skip its check")
  private boolean withoutJaeger;

  @Option(
      names = "--with-fault",
      description =
          "then run data/sample/experiments/slow-b.yaml on that capture: what 200 ms on one edge do"
              + " to all services, in some 50 s; exit 0 only if that is as predicted, too")
  private boolean withFault;

  @Option(
      names = "--running",
      description =
          "use the running stack and leave it up; send it no other traffic meanwhile. Skips the"
              + " Jaeger check if Jaeger is not running")
  private boolean running;

  @Mixin private PortOptions ports = new PortOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    Invocation invocation = Invocation.ofThisProcess();
    Settings own = Settings.ofThisProcess();
    boolean onRunning = running || own.isByName();
    if (onRunning) {
      ports.refuseAuto("the running stack has its ports already");
    }
    boolean jaegerCanRun = !onRunning || own.isByName() || invocation.runs("jaeger");
    Demo.Options options = new Demo.Options(!withoutJaeger && jaegerCanRun, output.isVerbose());
    Settings settings = onRunning ? invocation.shop() : ports.applied(own);
    Screen screen = output.screen();
    Stages stages = new Stages(Clock.systemUTC(), invocation.started(), invocation.build());
    if (onRunning) {
      MainJob job = new MainJob(invocation.checkout().root(), settings, screen, stages);
      return job.finish(job.measure(options), options) && isAsPredicted(invocation, screen) ? 0 : 1;
    }
    return run(
        new Demo(invocation.checkout(), settings, options, screen, stages), invocation, screen);
  }

  /** Leaves no process behind, however it ends. */
  private int run(Demo demo, Invocation invocation, Screen screen) throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    Thread hook = new Thread(() -> interrupted(demo, screen, done), "demo-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      boolean passed = demo.run() && isAsPredicted(invocation, screen);
      if (!once) {
        demo.stayUp();
      }
      return passed ? 0 : 1;
    } catch (InterruptedException | RuntimeException e) {
      if (demo.isClosing()) {
        return Failure.INTERRUPTED;
      }
      throw demo.reasonFor(e);
    } finally {
      demo.close();
      done.countDown();
    }
  }

  /** Runs the experiment, if it was asked for: its file predicts that it fails. */
  private boolean isAsPredicted(Invocation invocation, Screen screen) throws IOException {
    if (!withFault) {
      return true;
    }
    screen.say("");
    screen.say(
        Line.of(Style.BOLD, "Fault", "service-c answers 200 ms later, in every other round"));
    int exit =
        new ExperimentRunner(invocation, screen)
            .run(
                invocation.checkout().root().resolve(SLOW_B),
                new ExperimentEnd(screen, spec.root().usageMessage().width()));
    return exit == Outcome.FAIL.exitCode();
  }

  /** Runs at Ctrl-C and at the end of the program, when all is closed already. */
  private static void interrupted(Demo demo, Screen screen, CountDownLatch done) {
    if (done.getCount() > 0) {
      screen.endBars();
      screen.say("");
      screen.say("stopping");
      demo.close();
    }
  }
}

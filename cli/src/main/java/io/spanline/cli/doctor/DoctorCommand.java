package io.spanline.cli.doctor;

import io.spanline.cli.invocation.Invocation;
import io.spanline.cli.invocation.Place;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code spanline doctor}. */
@Command(
    name = "doctor",
    description = {
      "Check this machine: JDK, Maven, curl, Go, Docker, the tools and where each came from,"
          + " settings, ports, memory, clock, disks, folders. Names each problem and what to type."
          + " Exit 0 if the demo can run, else 2.",
      "",
      "Example: ./spanline doctor --json"
    },
    mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException {
    Place.ofThisProcess().mustBeClone();
    Invocation invocation = Invocation.whateverTheSettings();
    Screen screen = output.screen();
    List<Finding> findings =
        new Examination(invocation.checkout(), System.getenv(), Clock.systemUTC()).findings();
    for (Finding finding : findings) {
      screen.result(
          finding.grade().mark().then(" %-24s %s".formatted(finding.thing(), finding.found())));
      if (finding.mend() != null) {
        screen.result("      -> " + finding.mend());
      }
    }
    screen.json(findings);
    return findings.stream().anyMatch(finding -> finding.grade() == Finding.Grade.MEND) ? 2 : 0;
  }
}

package io.spanline.cli.script;

import io.spanline.cli.invocation.Place;
import io.spanline.terminal.Complaint;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code spanline bench}: listed here, carried out by the module bench's own program. */
@Command(
    name = "bench",
    description = {
      "Measure speed and memory, or run long tests such as a million mutated records.",
      "",
      "Example: ./spanline bench fuzz --inputs 1000000 --seed 1"
    },
    mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    Place.ofThisProcess().mustBeClone();
    throw Complaint.refused("run it through the script: ./spanline bench");
  }
}

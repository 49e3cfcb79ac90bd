package io.spanline.cli.script;

import io.spanline.cli.invocation.Place;
import io.spanline.terminal.Complaint;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code spanline bench}: listed here, carried out by the module bench's own program. */
@Command(
    name = "bench",
    description = {
      "Measurements and long runs, such as a million mutated records for the decoder.",
      "",
      "Example: ./spanline bench fuzz --inputs 1000000 --seed 1"
    },
    mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    Place.ofThisProcess().mustBeClone();
    throw Complaint.refused("measurements are run through the script: ./spanline bench");
  }
}

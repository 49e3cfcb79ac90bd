package io.spanline.cli.script;

import io.spanline.cli.invocation.Place;
import io.spanline.terminal.Complaint;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code spanline faults}: listed here, carried out by the module bench's own program. */
@Command(
    name = "faults",
    description = {
      "Kill, stop and cut off parts of a pipeline, and check that no span is lost or doubled.",
      "",
      "Example: ./spanline faults --rows 1,5 --kills 3"
    },
    mixinStandardHelpOptions = true)
public final class FaultsCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    Place.ofThisProcess().mustBeClone();
    throw Complaint.refused("run it through the script: ./spanline faults");
  }
}

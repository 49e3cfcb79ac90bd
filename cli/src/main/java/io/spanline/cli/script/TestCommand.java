package io.spanline.cli.script;

import io.spanline.cli.invocation.Place;
import io.spanline.terminal.Complaint;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * {@code spanline test}: carried out by the script itself, which must not run from what it builds.
 */
@Command(
    name = "test",
    description = {
      "Run the tests: unit, broker and end to end; --thorough adds the long ones.",
      "Missing tools are downloaded or built first, see ./spanline tools.",
      "On a JDK older than 21 this also checks lints and format.",
      "Further arguments go to Maven.",
      "",
      "Example: ./spanline test -pl trace-model"
    },
    mixinStandardHelpOptions = true)
public final class TestCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    Place.ofThisProcess().mustBeClone();
    throw Complaint.refused("run it through the script: ./spanline test");
  }
}

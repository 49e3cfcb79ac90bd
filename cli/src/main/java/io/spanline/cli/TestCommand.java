package io.spanline.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * {@code spanline test}: carried out by the script itself, which must not run from what it builds.
 */
@Command(
    name = "test",
    description = {
      "Run every test of the tier \"test\": unit, topology, real broker and end to end.",
      "Tools that are missing are downloaded or built first, see ./spanline tools.",
      "On a JDK older than 21 the lints and the format are checked, too.",
      "Further arguments go to Maven.",
      "",
      "Example: ./spanline test -pl trace-model"
    },
    mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    throw Complaint.refused("tests are run by the script: ./spanline test");
  }
}
